package com.torrust.operator.gitops;

import com.torrust.operator.it.Operator;
import com.torrust.operator.it.Sandbox;
import com.torrust.operator.it.WithOperator;
import org.junit.jupiter.api.Test;

/** Whatever is deleted, and in whatever order, nothing waits for the operator. */
@WithOperator
class RemovalIT {

  @Test
  void aNamespaceGoesWithItsStack(Sandbox sandbox, Operator operator) {
    sandbox.apply("");
    sandbox.awaitReady();

    sandbox.kubectl().run("delete", "namespace", sandbox.namespace(), "--timeout=120s");
  }

  @Test
  void aNamespaceGoesWithoutTheOperatorToo(Sandbox sandbox, Operator operator) {
    sandbox.apply("");
    sandbox.awaitReady();
    operator.stop();

    sandbox.kubectl().run("delete", "namespace", sandbox.namespace(), "--timeout=120s");
  }
}
