package com.torrust.operator.verification;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Resolves where to connect to, within what the operator may reach. */
final class Addresses {

  /** No more than these are tried. */
  private static final int LIMIT = 4;

  private final VerificationSettings settings;

  Addresses(VerificationSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns the addresses of a connection.
   *
   * @throws UnknownHostException when the name has none
   * @throws ForbiddenAddressException when the operator may not connect to any of them
   */
  List<InetAddress> of(Connection connection)
      throws UnknownHostException, ForbiddenAddressException {
    final InetAddress[] all = InetAddress.getAllByName(connection.host());
    final List<InetAddress> allowed =
        Arrays.stream(all).filter(address -> allowed(connection, address)).limit(LIMIT).toList();
    if (allowed.isEmpty()) {
      throw new ForbiddenAddressException(all[0]);
    }
    return allowed;
  }

  /** Never link-local: that is where clouds serve the credentials of a node. */
  private boolean allowed(Connection connection, InetAddress address) {
    if (address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return settings.publicNames()
        || connection.kind() == Connection.Kind.POD
        || address.isSiteLocalAddress()
        || address.isLoopbackAddress()
        || isShared(address.getAddress())
        || isUniqueLocal(address.getAddress());
  }

  /** 100.64.0.0/10, RFC 6598. */
  private static boolean isShared(byte[] octets) {
    return octets.length == 4 && octets[0] == 100 && (octets[1] & 0xc0) == 64;
  }

  /** fc00::/7, RFC 4193. */
  private static boolean isUniqueLocal(byte[] octets) {
    return octets.length == 16 && (octets[0] & 0xfe) == 0xfc;
  }

  /** The operator may not connect to this address. */
  static final class ForbiddenAddressException extends Exception {

    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(InetAddress address) {
      super(address.getHostAddress() + " is an address that the operator may not connect to");
    }
  }
}
