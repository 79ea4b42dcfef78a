package dev.naru.hub.console.users;

import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.user.Action;
import dev.naru.hub.user.ConsoleMail;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.User;
import dev.naru.hub.user.Users;
import dev.naru.hub.user.Users.NewUser;
import dev.naru.hub.web.PublicAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The page of a merchant's users. A user who may change users but not owners can't change an owner
 * or an owner's password, nor make an owner.
 */
@Controller("consoleUsers") // V1 has a controller of the same name
final class UsersController {

  private static final int LONGEST_NAME = 100;

  private final Users users;
  private final PublicAddress address;
  private final Changes changes;
  private final ConsolePages pages;
  private final ConsoleMail mail;

  UsersController(
      Users users, PublicAddress address, Changes changes, ConsolePages pages, ConsoleMail mail) {
    this.mail = mail;
    this.users = users;
    this.address = address;
    this.changes = changes;
    this.pages = pages;
  }

  @GetMapping("/console/users")
  @Needs(Action.SEE_USERS)
  ResponseEntity<byte[]> list(Visit visit, Form form) {
    return pages.page(visit, "users/list", model(visit, form, "", ""));
  }

  private Map<String, Object> model(Visit visit, Form form, String email, String link) {
    Map<String, Object> model = new HashMap<>();
    model.put("users", users.of(visit.merchant().id()));
    model.put("roles", roles(visit));
    model.put("form", form);
    model.put("email", email);
    model.put("link", link);
    return model;
  }

  /** The roles that this user may give, the one with the fewest rights first. */
  private static Map<String, String> roles(Visit visit) {
    Map<String, String> roles = new LinkedHashMap<>();
    for (Role role : Role.OF_MERCHANTS.reversed()) {
      if (role != Role.OWNER || visit.may(Action.CHANGE_OWNERS)) {
        roles.put(role.word(), visit.text("role." + role.word()));
      }
    }
    return roles;
  }

  @PostMapping("/console/users")
  @Needs(Action.CHANGE_USERS)
  ResponseEntity<byte[]> invite(Visit visit, Form form) {
    String email = form.get("email");
    Optional<Role> role = role(visit, form);
    name(visit, form);
    if (!Users.isEmail(email)) {
      form.wrong("email", visit.text("users.email-form"));
    } else if (users.byEmail(email).isPresent()) {
      form.wrong("email", visit.text("users.email-taken"));
    }
    if (form.isWrong()) {
      return pages.wrong(visit, "users/list", model(visit, form, "", ""));
    }
    AtomicReference<String> link = new AtomicReference<>("");
    changes.make(
        visit,
        () ->
            users
                .add(
                    new NewUser(
                        visit.merchant().id(), email, form.get("name"), role.orElseThrow(), null))
                .map(made -> {
                  link.set(linkOf(made));
                  return new Changes.Line(
                      "user add",
                      made.email(),
                      Map.of(),
                      Map.of("role", made.role().word(), "name", made.name()));
                }));
    if (link.get().isEmpty()) { // somebody was quicker
      form.wrong("email", visit.text("users.email-taken"));
      return pages.wrong(visit, "users/list", model(visit, form, "", ""));
    }
    Map<String, Object> model = model(visit, Form.of(Map.of()), email, link.get());
    model.put("posted", posted(visit, email, link.get()));
    return pages.page(visit, "users/list", model);
  }

  /**
   * Sends a link by mail, and says in a sentence what became of it; empty where the hub has no mail
   * server.
   */
  private String posted(Visit visit, String email, String link) {
    if (!mail.isSet()) {
      return "";
    }
    boolean sent =
        mail.send(
            email,
            visit.text("users.mail-subject", visit.merchant().name()),
            visit.text("users.mail-text", visit.merchant().name(), link));
    return visit.text(sent ? "users.mail-sent" : "users.mail-not-sent", email);
  }

  private String linkOf(User user) {
    return address.origin() + "/console/welcome/" + users.link(user);
  }

  private static void name(Visit visit, Form form) {
    String name = form.get("name");
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      form.wrong("name", visit.text("users.name-form", LONGEST_NAME));
    }
  }

  /** The chosen role; empty where this user may not give it, which the form then says. */
  private static Optional<Role> role(Visit visit, Form form) {
    Optional<Role> role =
        Role.of(form.get("role")).filter(it -> roles(visit).containsKey(it.word()));
    if (role.isEmpty()) {
      form.wrong("role", visit.text("users.role-form"));
    }
    return role;
  }

  @GetMapping("/console/users/{id}")
  @Needs(Action.SEE_USERS)
  ResponseEntity<byte[]> show(Visit visit, Form form, @PathVariable("id") String id) {
    User user = ConsolePages.there(find(visit, id));
    return pages.page(visit, "users/edit", model(visit, user, form, ""));
  }

  private Map<String, Object> model(Visit visit, User user, Form form, String link) {
    return Map.of(
        "shown",
        user,
        "roles",
        roles(visit),
        "form",
        form,
        "link",
        link,
        "changeable",
        mayChange(visit, user));
  }

  private Optional<User> find(Visit visit, String id) {
    try {
      return users.find(visit.merchant().id(), UUID.fromString(id));
    } catch (IllegalArgumentException noUuid) {
      return Optional.empty();
    }
  }

  private static boolean mayChange(Visit visit, User user) {
    return visit.may(Action.CHANGE_USERS)
        && (user.role() != Role.OWNER || visit.may(Action.CHANGE_OWNERS));
  }

  /** The user of this id if the visit's user may change them; empty otherwise. */
  private Optional<User> changeable(Visit visit, String id) {
    return find(visit, id).filter(user -> mayChange(visit, user));
  }

  @PostMapping("/console/users/{id}")
  @Needs(Action.CHANGE_USERS)
  ResponseEntity<byte[]> save(Visit visit, Form form, @PathVariable("id") String id) {
    User user = ConsolePages.there(changeable(visit, id));
    Optional<Role> role = role(visit, form);
    name(visit, form);
    if (!form.isWrong()) {
      changes.make(
          visit,
          () -> {
            if (users.change(user, form.get("name"), role.orElseThrow())
                == Users.Change.LAST_OWNER) {
              form.wrong("role", visit.text("users.last-owner"));
              return Optional.empty();
            }
            return Optional.of(
                new Changes.Line(
                    "user set",
                    user.email(),
                    Map.of("role", user.role().word(), "name", user.name()),
                    Map.of("role", role.get().word(), "name", form.get("name"))));
          });
    }
    return form.isWrong()
        ? pages.wrong(visit, "users/edit", model(visit, user, form, ""))
        : ConsolePages.to("/console/users", "users.said-saved");
  }

  @PostMapping("/console/users/{id}/link")
  @Needs(Action.CHANGE_USERS)
  ResponseEntity<byte[]> link(Visit visit, @PathVariable("id") String id) {
    User user = ConsolePages.there(changeable(visit, id));
    AtomicReference<String> link = new AtomicReference<>("");
    changes.make(
        visit,
        () -> {
          link.set(linkOf(user));
          return Optional.of(
              new Changes.Line("user reset", user.email(), Map.of(), Map.of("by", "link")));
        });
    Map<String, Object> model = new HashMap<>(model(visit, user, Form.of(Map.of()), link.get()));
    model.put("posted", posted(visit, user.email(), link.get()));
    return pages.page(visit, "users/edit", model);
  }

  @PostMapping("/console/users/{id}/disable")
  @Needs(Action.CHANGE_USERS)
  ResponseEntity<byte[]> disable(Visit visit, @PathVariable("id") String id) {
    User user = ConsolePages.there(changeable(visit, id));
    Form form = Form.of(Map.of());
    if (user.id().equals(visit.user().id())) {
      form.wrong("", visit.text("users.not-oneself"));
    } else {
      changes.make(
          visit,
          () -> {
            if (users.disable(user) == Users.Change.LAST_OWNER) {
              form.wrong("", visit.text("users.last-owner"));
              return Optional.empty();
            }
            return Optional.of(new Changes.Line("user disable", user.email(), Map.of(), Map.of()));
          });
    }
    return form.isWrong()
        ? pages.wrong(visit, "users/edit", model(visit, user, form, ""))
        : ConsolePages.to("/console/users", "users.said-disabled");
  }

  @PostMapping("/console/users/{id}/enable")
  @Needs(Action.CHANGE_USERS)
  ResponseEntity<byte[]> enable(Visit visit, @PathVariable("id") String id) {
    User user = ConsolePages.there(changeable(visit, id));
    changes.make(
        visit,
        () -> {
          users.enable(user);
          return Optional.of(new Changes.Line("user enable", user.email(), Map.of(), Map.of()));
        });
    return ConsolePages.to("/console/users", "users.said-enabled");
  }
}
