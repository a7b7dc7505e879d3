package com.torrust.operator.verification;

/**
 * Where a connection is made to.
 *
 * @param kind whose address it is
 * @param host hostname or IP address
 * @param port TCP or UDP port
 */
public record Connection(Kind kind, String host, int port) {

  /** Whose address it is. */
  public enum Kind {
    /** A public name or address. */
    PUBLIC,
    /** The address that the user gave for the ingress controller. */
    GIVEN,
    /** A pod of the stack. */
    POD
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
