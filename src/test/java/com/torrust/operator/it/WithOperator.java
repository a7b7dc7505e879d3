package com.torrust.operator.it;

import com.torrust.operator.cluster.OnCluster;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives a test class the run's {@link com.torrust.operator.cluster.TestCluster} with CRD, RBAC and
 * cert-manager, the run's one {@link Operator}, and a {@link Sandbox} per test as parameters. A test
 * that takes the operator runs alone, others beside each other.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnCluster
@ExtendWith(OperatorExtension.class)
@ResourceLock(providers = OperatorLock.class)
public @interface WithOperator {}
