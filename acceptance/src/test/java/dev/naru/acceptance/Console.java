package dev.naru.acceptance;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo shop's owner in the console, by the words of design.md §4. */
record Console(Naru naru, Page page) {

  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Pattern PASSWORD = Pattern.compile("and password +(\\S+)");

  /** Signs in as the owner, whose password the first start has told. */
  static Console signIn(Naru naru, Page page) {
    return signIn(naru, page, "owner@demo.shop");
  }

  /** Signs in as somebody who has the owner's password. */
  static Console signIn(Naru naru, Page page, String email) {
    Console console = new Console(naru, page);
    console.open("/console");
    page.getByLabel("이메일").fill(email);
    page.getByLabel("비밀번호").fill(password(naru));
    console.press("로그인");
    // A key that is pressed before the page's script has run is lost.
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("로그아웃")).waitFor();
    page.waitForLoadState();
    return console;
  }

  static String password(Naru naru) {
    Matcher told = PASSWORD.matcher(naru.output());
    if (!told.find()) {
      throw new AssertionError("the first start told no password:\n" + naru.output());
    }
    return told.group(1);
  }

  void open(String path) {
    page.navigate(naru.hub(path).toString());
  }

  void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .first()
        .click();
  }

  void follow(String link) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
        .first()
        .click();
  }

  /** Keeps what the page looks like as a build artefact. */
  void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }
}
