package dev.naru.hub.v1;

/** Ends a request early with an answer; an ordinary day, so no stack trace. */
final class Refusal extends RuntimeException {

  private final transient Answer answer;

  Refusal(Answer answer) {
    super(answer.message(), null, false, false);
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
