package com.torrust.operator.verification;

/**
 * What the operator may connect to, decided by who runs it.
 *
 * @param publicNames whether it may connect to the public hostnames and addresses of stacks;
 *     otherwise private addresses only (RFC 1918, RFC 4193, RFC 6598 and loopback)
 * @param pods whether pods can be reached from where it runs
 * @param threads how many stacks are verified at the same time
 */
public record VerificationSettings(boolean publicNames, boolean pods, int threads) {}
