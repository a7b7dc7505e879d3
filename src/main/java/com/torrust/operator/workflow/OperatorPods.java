package com.torrust.operator.workflow;

/**
 * Where the pods of this operator are, so that NetworkPolicies admit them.
 *
 * @param namespace name of their namespace
 */
public record OperatorPods(String namespace) {}
