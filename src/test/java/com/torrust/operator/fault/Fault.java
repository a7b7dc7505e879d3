package com.torrust.operator.fault;

import com.torrust.operator.it.OperatorProcess;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;

/** What becomes of a request to the API server. */
@FunctionalInterface
interface Fault {

  /** The request gets its answer. */
  Fault NONE = (context, vertx) -> context.sendRequest();

  /** The API server does what it is asked, and its answer is lost with the connection. */
  Fault ANSWER_LOST =
      (context, vertx) ->
          context
              .sendRequest()
              .compose(
                  response -> {
                    context.request().proxiedRequest().connection().close();
                    return Future.failedFuture("lost on purpose");
                  });

  /** Returns the answer, or its failure. */
  Future<ProxyResponse> on(ProxyContext context, Vertx vertx);

  /** What the API server answers while it starts and does not know yet who may do what. */
  Fault DENIED =
      answer(
          403,
          "Forbidden",
          "secrets \"demo\" is forbidden: User \"%s\" cannot get resource \"secrets\" in API group \"\""
                  .formatted(OperatorProcess.USER)
              + " in the namespace \"demo\"");

  /** Every request is answered with a code, and never reaches the API server. */
  static Fault answer(int code, String reason) {
    return answer(code, reason, "answered by the test");
  }

  private static Fault answer(int code, String reason, String message) {
    return (context, vertx) -> {
      final ProxyResponse response = context.request().release().response();
      response.setStatusCode(code);
      response.putHeader("Content-Type", "application/json");
      if (code == 429) {
        response.putHeader("Retry-After", "1");
      }
      response.setBody(
          Body.body(
              JsonObject.of(
                      "kind",
                      "Status",
                      "apiVersion",
                      "v1",
                      "status",
                      "Failure",
                      "code",
                      code,
                      "reason",
                      reason,
                      "message",
                      message)
                  .toBuffer()));
      return Future.succeededFuture(response);
    };
  }

  /** Every request reaches the API server late. */
  static Fault slow(Duration delay) {
    return (context, vertx) -> {
      final Promise<Void> over = Promise.promise();
      vertx.setTimer(delay.toMillis(), timer -> over.complete());
      return over.future().compose(done -> context.sendRequest());
    };
  }
}
