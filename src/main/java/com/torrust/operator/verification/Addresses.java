package com.torrust.operator.verification;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Resolves where to connect to, within what the operator may reach. */
final class Addresses {

  /**
   * Where clouds serve the credentials of a node, beside the link-local addresses.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">AWS</a>
   * @see <a href="https://cloud.google.com/compute/docs/metadata/querying-metadata">Google</a>
   * @see <a
   *     href="https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata">Alibaba</a>
   */
  private static final Set<String> CREDENTIALS =
      Set.of("fd00:ec2:0:0:0:0:0:254", "fd20:ce:0:0:0:0:0:254", "100.100.100.200");

  /** 64:ff9b::/96, RFC 6052: an IPv4 address follows. */
  private static final byte[] TRANSLATED = {
    0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /** ::ffff:0:0/96, RFC 4291, section 2.5.5.2: the same. */
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

  private static final int IPV6_LENGTH = 16;

  /** No more than these are tried. */
  private static final int LIMIT = 4;

  private final VerificationSettings settings;
  private final Resolver resolver;

  Addresses(VerificationSettings settings) {
    this(settings, InetAddress::getAllByName);
  }

  Addresses(VerificationSettings settings, Resolver resolver) {
    this.settings = settings;
    this.resolver = resolver;
  }

  /** Tells the addresses of a host, at least one. */
  @FunctionalInterface
  interface Resolver {

    /**
     * Returns the addresses of a name or literal address.
     *
     * @throws UnknownHostException when there is none
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
   * Returns the addresses of a connection.
   *
   * @throws UnknownHostException when the name has none
   * @throws ForbiddenAddressException when the operator may not connect to any of them
   */
  List<InetAddress> of(Connection connection)
      throws UnknownHostException, ForbiddenAddressException {
    final InetAddress[] all = resolver.resolve(connection.host());
    final List<InetAddress> allowed =
        Arrays.stream(all).filter(address -> allowed(connection, address)).limit(LIMIT).toList();
    if (allowed.isEmpty()) {
      throw new ForbiddenAddressException(all[0]);
    }
    return allowed;
  }

  /** Never link-local: that is where clouds serve the credentials of a node. */
  private boolean allowed(Connection connection, InetAddress given) {
    final InetAddress address = reached(given);
    if (address.isLinkLocalAddress()
        || CREDENTIALS.contains(address.getHostAddress())
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

  /** Returns the IPv4 address that an IPv6 address stands for, or the address itself. */
  private static InetAddress reached(InetAddress address) {
    final byte[] octets = address.getAddress();
    if (octets.length != IPV6_LENGTH || !begins(octets, MAPPED) && !begins(octets, TRANSLATED)) {
      return address;
    }
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(octets, MAPPED.length, octets.length));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four octets are an address", e);
    }
  }

  private static boolean begins(byte[] octets, byte[] prefix) {
    return Arrays.equals(octets, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** 100.64.0.0/10, RFC 6598. */
  private static boolean isShared(byte[] octets) {
    return octets.length == 4 && octets[0] == 100 && (octets[1] & 0xc0) == 64;
  }

  /** fc00::/7, RFC 4193. */
  private static boolean isUniqueLocal(byte[] octets) {
    return octets.length == IPV6_LENGTH && (octets[0] & 0xfe) == 0xfc;
  }

  /** The operator may not connect to this address. */
  static final class ForbiddenAddressException extends Exception {

    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(InetAddress address) {
      super(address.getHostAddress() + " is an address that the operator may not connect to");
    }
  }
}
