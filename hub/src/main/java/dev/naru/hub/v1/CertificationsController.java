package dev.naru.hub.v1;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.identity.Certification;
import dev.naru.hub.identity.Certifications;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.time.Korea;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.Params;
import dev.naru.pg.spi.VerifiesIdentity.Gender;
import dev.naru.pg.spi.VerifiesIdentity.Person;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.core.JsonGenerator;

/** Looks verifications of a person up and erases them (spec/rest-api.md §4.11). */
@Controller
final class CertificationsController {

  private static final String ONE = "/certifications/{number}";
  private static final Pattern PHONE = Pattern.compile("01[0-9]{8,9}");
  private static final Pattern BIRTH =
      Pattern.compile("[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])");
  private static final Pattern CARRIER = Pattern.compile("SKT|KT|LGT");
  private static final Pattern OTP = Pattern.compile("[0-9]{6}");

  private final Certifications certifications;
  private final Channels channels;

  CertificationsController(Certifications certifications, Channels channels) {
    this.certifications = certifications;
    this.channels = channels;
  }

  @GetMapping(ONE)
  ApiResponse one(Merchant merchant, @PathVariable String number) {
    return response(
        Params.isStorable(number) ? certifications.find(merchant.id(), number) : Optional.empty());
  }

  @DeleteMapping(ONE)
  ApiResponse erase(Merchant merchant, @PathVariable String number) {
    return response(
        Params.isStorable(number) ? certifications.erase(merchant.id(), number) : Optional.empty());
  }

  private static ApiResponse response(Optional<Certification> found) {
    return found
        .map(certification -> ApiResponse.ok(out -> write(out, certification)))
        .orElseGet(() -> ApiResponse.notFound(ApiTexts.NO_CERTIFICATION));
  }

  /**
   * Refuses, since no provider here sends such a code by itself (protocols/inicis-identity.md
   * §12.4). Nothing of the person is kept.
   */
  @PostMapping("/certifications/otp/request")
  ApiResponse request(Merchant merchant, Params params) {
    params.text("name", 40);
    check(params, "phone", digits(params.text("phone")), PHONE);
    check(params, "birth", params.text("birth"), BIRTH);
    if (params.whole("gender_digit", 1, 8) == null) {
      throw params.missing("gender_digit");
    }
    check(params, "carrier", params.text("carrier"), CARRIER);
    String channelKey = params.anyText("channel_key", "channelKey");
    boolean unknown =
        channelKey != null
            && channels.of(merchant.id()).stream()
                .noneMatch(channel -> channel.channelKey().equals(channelKey));
    return unknown
        ? ApiResponse.refused(ApiTexts.UNKNOWN_CHANNEL_KEY)
        : ApiResponse.error(500, ApiTexts.needsContract("본인인증 OTP"));
  }

  @PostMapping("/certifications/otp/confirm/{number}")
  ApiResponse confirm(Merchant merchant, Params params) {
    check(params, "otp", params.text("otp"), OTP);
    return ApiResponse.notFound(ApiTexts.NO_CERTIFICATION);
  }

  private static @Nullable String digits(@Nullable String phone) {
    return phone == null ? null : phone.replaceAll("[^0-9]", "");
  }

  private static void check(Params params, String name, @Nullable String value, Pattern form) {
    if (value == null) {
      throw params.missing(name);
    }
    if (!form.matcher(value.strip()).matches()) {
      throw params.malformed(name);
    }
  }

  /**
   * Writes a verification; the members {@code carrier} and {@code phone} only if the provider tells
   * them.
   */
  private static void write(JsonGenerator out, Certification c) {
    Person person = c.person();
    out.writeStartObject();
    if (person == null) {
      out.writeNullProperty("birth");
    } else {
      out.writeNumberProperty("birth", person.birthday().atStartOfDay(Korea.ZONE).toEpochSecond());
    }
    out.writeStringProperty("birthday", person == null ? null : person.birthday().toString());
    out.writeBooleanProperty("certified", person != null);
    out.writeNumberProperty("certified_at", PaymentJson.seconds(c.certifiedAt()));
    Boolean foreigner = person == null ? null : person.foreigner();
    out.writeBooleanProperty("foreigner", Boolean.TRUE.equals(foreigner));
    if (foreigner == null) {
      out.writeNullProperty("foreigner_v2");
    } else {
      out.writeBooleanProperty("foreigner_v2", foreigner);
    }
    out.writeStringProperty("gender", person == null ? null : word(person.gender()));
    out.writeStringProperty("imp_uid", c.number());
    out.writeStringProperty("merchant_uid", c.orderNumber());
    out.writeStringProperty("name", person == null ? null : person.name());
    out.writeStringProperty("origin", c.pageUrl());
    out.writeStringProperty("pg_provider", c.provider());
    out.writeStringProperty("pg_tid", c.pgTid());
    if (person != null) {
      out.writeStringProperty("phone", person.phone());
    }
    out.writeStringProperty("unique_in_site", person == null ? null : person.uniqueInSite());
    out.writeStringProperty("unique_key", person == null ? null : person.uniqueKey());
    out.writeEndObject();
  }

  private static @Nullable String word(@Nullable Gender gender) {
    return switch (gender) {
      case MALE -> "male";
      case FEMALE -> "female";
      case null -> null;
    };
  }
}
