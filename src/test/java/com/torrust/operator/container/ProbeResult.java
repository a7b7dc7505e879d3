package com.torrust.operator.container;

/**
 * The answer of one run of a Kubernetes probe.
 *
 * @param success whether the kubelet would count it as a success
 * @param detail what was answered, or why there was no answer
 */
public record ProbeResult(boolean success, String detail) {}
