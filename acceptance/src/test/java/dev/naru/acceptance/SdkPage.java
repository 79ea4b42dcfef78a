package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A page of {@link Shop#sdkPage} that a test drives by script, and what the SDK told it. */
record SdkPage(Page page, Merchant merchant, List<String> console) {

  private static final String UNLOCKED =
      """
      () => {
        const locked = each => getComputedStyle(each).overflowY === 'hidden';
        const button = document.getElementById('pay');
        if (button) button.focus();
        return !locked(document.documentElement) && !locked(document.body)
            && document.querySelectorAll('iframe[title="결제창"]').length === 0
            && document.querySelectorAll('dialog:modal').length === 0
            && (!button || document.activeElement === button);
      }
      """;

  static SdkPage at(Page page, Merchant merchant, String address) {
    List<String> console = new ArrayList<>();
    page.onConsoleMessage(message -> console.add(message.type() + ": " + message.text()));
    page.navigate(address);
    return new SdkPage(page, merchant, console);
  }

  /** Runs a piece of the page's own script. */
  SdkPage runs(String script) {
    page.evaluate("() => { " + script + " }");
    return this;
  }

  SdkPage presses() {
    page.locator("#pay").click();
    return this;
  }

  /** What the n-th call was answered, from 0, waited for; it must have been answered once. */
  JsonNode answer(int call) {
    page.waitForFunction("n => calls.length > n && calls[n].length > 0", call);
    JsonNode all = answers(call);
    assertThat(all.size()).as("answers to call %d: %s", call, all).isEqualTo(1);
    return all.get(0);
  }

  JsonNode answers(int call) {
    return Http.JSON.readTree((String) page.evaluate("n => JSON.stringify(calls[n] || [])", call));
  }

  /** The buyer's window of KG INICIS is there and can be used. */
  Buyer windowIsOpen() {
    Buyer buyer = Buyer.atDesk(page);
    buyer.button("다음").waitFor();
    return buyer;
  }

  /** The page scrolls, takes the focus, and nothing lies over it. */
  SdkPage isFree() {
    page.waitForFunction(UNLOCKED);
    return this;
  }

  /** The call was answered with a failure, the hub says the same of its payment, and no money. */
  JsonNode failedAtTheHubToo(int call) {
    JsonNode answer = answer(call);
    assertThat(answer.path("success").asBoolean(true)).as("%s", answer).isFalse();
    assertThat(answer.path("error_code").asString()).isNotEmpty();
    assertThat(answer.path("error_msg").asString()).isNotEmpty();
    String number = answer.path("imp_uid").asString();
    assertThat(number).as("%s", answer).startsWith("imp_");
    assertThat(merchant.statusOf(number)).isEqualTo("failed");
    Books.holdNothingOf(merchant, number);
    return answer;
  }

  /** The call was refused with this text before any payment was made. */
  void refused(int call, String text) {
    JsonNode answer = answer(call);
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.path("error_msg").asString()).contains(text);
    assertThat(answer.path("error_code").asString()).isNotEmpty();
    assertThat(answer.path("imp_uid").isNull()).as("%s", answer).isTrue();
  }

  /** The buyer pays in the window that is open, and both books agree. */
  void isPaid(int call) {
    windowIsOpen().paysWith(Buyer.GOOD_CARD);
    JsonNode answer = answer(call);
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    Books.areEqualFor(merchant, answer.path("imp_uid").asString());
    isFree();
  }

  /**
   * Waits until the SDK has looked at its window, which it does each 300 ms: by the page's own
   * timers, and so however slow the machine is.
   */
  SdkPage afterALook() {
    page.evaluate("() => new Promise(looked => setTimeout(looked, 600))");
    return this;
  }

  /** An error or a warning that holds all of these words, waited for. */
  void saysInTheConsole(String... words) {
    page.waitForCondition(() ->
        console.stream()
            .filter(line -> line.startsWith("error: IMP") || line.startsWith("warning: IMP"))
            .anyMatch(line -> Arrays.stream(words).allMatch(line::contains)));
  }
}
