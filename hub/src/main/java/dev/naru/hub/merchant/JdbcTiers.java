package dev.naru.hub.merchant;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sub-merchants in the database. */
final class JdbcTiers implements Tiers {

  private static final Pattern CODE = Pattern.compile("[A-Z0-9]{3}");

  private final JdbcClient jdbc;
  private final Merchants merchants;
  private final InstantSource time;

  JdbcTiers(JdbcClient jdbc, Merchants merchants, InstantSource time) {
    this.jdbc = jdbc;
    this.merchants = merchants;
    this.time = time;
  }

  @Override
  public Optional<Tier> find(long agencyId, String code) {
    if (!CODE.matcher(code).matches()) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
            select merchant.id, merchant.user_code, merchant.name, merchant.settings,
                   tier.name as tier_name
              from tier join merchant on merchant.id = tier.member_id
             where tier.merchant_id = :agency and tier.code = :code
            """)
        .param("agency", agencyId)
        .param("code", code)
        .query((row, number) ->
            new Tier(code, row.getString("tier_name"), MerchantRow.read(row, number)))
        .optional();
  }

  @Override
  public Tier add(long agencyId, String code, String name, Settings settings) {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("a tier's code has three of A-Z and 0-9, not " + code);
    }
    if (find(agencyId, code).isPresent()) {
      throw new IllegalArgumentException("the agency has a tier " + code + " already");
    }
    Merchant member =
        merchants.create(new Merchants.NewMerchant(null, name, null, null, settings)).merchant();
    int added =
        jdbc.sql(
                """
                insert into tier (merchant_id, code, name, member_id, created_at)
                values (:agency, :code, :name, :member, :now) on conflict do nothing
                """)
            .param("agency", agencyId)
            .param("code", code)
            .param("name", name)
            .param("member", member.id())
            .param("now", OffsetDateTime.ofInstant(time.instant(), ZoneOffset.UTC))
            .update();
    if (added == 0) { // somebody added it meanwhile; the merchant just made is nobody's
      throw new IllegalArgumentException("the agency has a tier " + code + " already");
    }
    return new Tier(code, name, member);
  }
}
