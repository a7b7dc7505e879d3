package com.torrust.operator.verification;

import java.net.URI;

/** Addresses below an endpoint's. */
final class Urls {

  private Urls() {}

  /** Returns the address of a path and query on the host of an endpoint. */
  static String at(String endpoint, String pathAndQuery) {
    final URI url = URI.create(endpoint);
    return scheme(url) + "://" + url.getRawAuthority() + pathAndQuery;
  }

  /** Returns the same for a connection past all proxies, which are who does TLS. */
  static String at(String endpoint, String pathAndQuery, Connection connection) {
    return connection.kind() == Connection.Kind.POD
        ? "http://" + URI.create(endpoint).getRawAuthority() + pathAndQuery
        : at(endpoint, pathAndQuery);
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
