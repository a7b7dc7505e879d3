package com.torrust.operator.verification;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer over HTTP.
 *
 * @param status status code
 * @param headers headers by name in lower case
 * @param body its beginning, as ISO 8859-1 so that no octet is lost
 */
record Answer(int status, Map<String, String> headers, String body) {

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }
}
