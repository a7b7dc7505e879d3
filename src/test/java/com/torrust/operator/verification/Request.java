package com.torrust.operator.verification;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server of a test was asked.
 *
 * @param sni hostname that TLS was asked for, empty without TLS
 * @param lines request line and headers
 */
record Request(String sni, List<String> lines) {

  static Request of(String sni, String head) {
    return new Request(sni, Arrays.asList(head.split("\r\n")));
  }

  String line() {
    return lines.get(0);
  }

  /** Returns the value of a header; all of them when it came more than once. */
  Optional<String> header(String name) {
    final String begin = name.toLowerCase(Locale.ROOT) + ":";
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
        .map(line -> line.substring(begin.length()).trim())
        .reduce((first, second) -> first + " | " + second);
  }
}
