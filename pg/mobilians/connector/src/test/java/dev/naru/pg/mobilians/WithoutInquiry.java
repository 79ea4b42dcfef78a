package dev.naru.pg.mobilians;

import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves out the contract's sentences about inquiries: KG Mobilians has none, and the capabilities
 * say so. What {@code no_answer_in_time} says of the rest is in {@link NetCancelTest}.
 */
final class WithoutInquiry implements ExecutionCondition {
  private static final Set<String> ASKING =
      Set.of(
          "an_inquiry_tells_what_is_charged_and_what_is_cancelled",
          "an_inquiry_by_order_number_finds_the_charge",
          "a_transaction_that_the_pg_does_not_have_is_not_found",
          "an_inquiry_answered_for_another_order_or_with_a_strange_code_is_unknown",
          "without_a_readable_answer_an_inquiry_is_unknown",
          "no_answer_in_time_leaves_everything_unknown");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context.getTestMethod().map(Method::getName).filter(ASKING::contains).isPresent()
        ? ConditionEvaluationResult.disabled("KG Mobilians has no inquiry")
        : ConditionEvaluationResult.enabled("asks nothing");
  }
}
