package com.torrust.operator.status;

/**
 * Something that a reconcile could not do.
 *
 * @param gate the condition that it makes False
 * @param reason why
 * @param observed what is wrong and where, without advice
 */
public record Failure(ConditionType gate, Reason reason, String observed) {}
