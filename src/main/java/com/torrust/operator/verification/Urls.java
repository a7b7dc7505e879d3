package com.torrust.operator.verification;

import java.net.URI;

/** Addresses below an endpoint's. */
final class Urls {

  private Urls() {}

  /**
   * Returns the address of a path and query on the host of an endpoint. Past all proxies, who do
   * TLS, it is plain HTTP.
   */
  static String at(String endpoint, String pathAndQuery, Connection connection) {
    final URI url = URI.create(endpoint);
    final String scheme = connection.kind() == Connection.Kind.POD ? "http" : scheme(url);
    return scheme + "://" + url.getRawAuthority() + pathAndQuery;
  }

  /** HTTP is what a WebSocket begins with. */
  private static String scheme(URI url) {
    return switch (url.getScheme()) {
      case "wss" -> "https";
      case "ws" -> "http";
      default -> url.getScheme();
    };
  }
}
