package com.torrust.operator.verification;

import java.util.List;

/**
 * What came of a look at endpoints.
 *
 * @param results what was found of each
 * @param passwordRefused whether Grafana was sent a password and refused it, through the proxy or
 *     directly
 */
record Found(List<Result> results, boolean passwordRefused) {}
