package dev.naru.acceptance;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import tools.jackson.databind.JsonNode;

/** A browser tab on a page of the test's {@link Shop}. */
record Tab(Page page) {

  static Tab at(Page page, String payPage) {
    page.navigate(payPage);
    return new Tab(page);
  }

  Tab pressesPay() {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("pay")).click();
    return this;
  }

  /** Waits for the SDK's hidden frame, which tells the SDK that it needs a popup. */
  Tab whenSdkIsReady() {
    page.waitForCondition(
        () -> page.frames().stream().anyMatch(frame -> frame.url().contains("/payments/ready/")));
    page.waitForLoadState();
    return this;
  }

  /** Waits for the result that the page's callback got; it must have been called exactly once. */
  JsonNode answer() {
    page.waitForFunction(
        "() => window.answers.length > 0",
        null,
        new Page.WaitForFunctionOptions().setTimeout(60_000));
    JsonNode all = answers();
    if (all.size() != 1) {
      throw new AssertionError("the callback must come once: " + all);
    }
    return all.get(0);
  }

  JsonNode answers() {
    return Http.JSON.readTree((String) page.evaluate("() => JSON.stringify(window.answers)"));
  }
}
