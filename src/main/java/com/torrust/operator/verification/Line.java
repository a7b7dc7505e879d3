package com.torrust.operator.verification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;

/**
 * A way to an endpoint: requests go to one address.
 *
 * @param exchange client
 * @param address address of the connection
 * @param connection where to
 */
record Line(Exchange exchange, InetAddress address, Connection connection) {

  Answer get(String url, Map<String, String> headers) throws IOException, InterruptedException {
    return exchange.get(URI.create(url), address, connection.port(), headers);
  }

  Upgrade upgrade(String url, Map<String, String> headers, String key)
      throws IOException, InterruptedException {
    return exchange.upgrade(URI.create(url), address, connection.port(), headers, key);
  }
}
