package com.torrust.operator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.torrust.operator.verification.Addresses.ForbiddenAddressException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator connects to, and what never. */
class AddressesTest {

  private static final VerificationSettings EVERYWHERE = new VerificationSettings(true, true, 1);
  private static final VerificationSettings PRIVATE = new VerificationSettings(false, true, 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.1.1",
        "fe80::1",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "ff02::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "100.100.100.200",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe"
      })
  void someAreNeverConnectedTo(String address) {
    for (final Connection.Kind kind : Connection.Kind.values()) {
      assertThatExceptionOfType(ForbiddenAddressException.class)
          .isThrownBy(() -> resolve(EVERYWHERE, kind, address))
          .withMessageContaining("may not connect to");
    }
  }

  /** Java turns it into an IPv4 address when it reads it, the resolver of the system does not. */
  @Test
  void aMappedAddressOfTheResolverIsSeenThrough() throws Exception {
    final byte[] octets = new byte[16];
    System.arraycopy(
        new byte[] {-1, -1, (byte) 169, (byte) 254, (byte) 169, (byte) 254}, 0, octets, 10, 6);
    final InetAddress mapped = Inet6Address.getByAddress("demo.test", octets, -1);
    assertThat(mapped).isInstanceOf(Inet6Address.class);
    assertThatExceptionOfType(ForbiddenAddressException.class)
        .isThrownBy(
            () ->
                new Addresses(EVERYWHERE, host -> new InetAddress[] {mapped})
                    .of(new Connection(Connection.Kind.PUBLIC, "demo.test", 443)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "127.0.0.1",
        "::1",
        "100.64.0.1",
        "100.127.255.255",
        "fd12:3456::1",
        "fc00::1"
      })
  void privateOnesAreAlwaysAllowed(String address) throws Exception {
    assertThat(resolve(PRIVATE, Connection.Kind.GIVEN, address)).isEqualTo(1);
    assertThat(resolve(PRIVATE, Connection.Kind.PUBLIC, address)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "198.51.100.7",
        "2001:db8::1",
        "100.128.0.1",
        "100.63.255.255",
        "172.32.0.1",
        "11.0.0.1",
        "64:ff9b::c633:6407"
      })
  void publicOnesAreAllowedUnlessSwitchedOff(String address) throws Exception {
    assertThat(resolve(EVERYWHERE, Connection.Kind.PUBLIC, address)).isEqualTo(1);
    assertThatExceptionOfType(ForbiddenAddressException.class)
        .isThrownBy(() -> resolve(PRIVATE, Connection.Kind.PUBLIC, address));
    assertThatExceptionOfType(ForbiddenAddressException.class)
        .isThrownBy(() -> resolve(PRIVATE, Connection.Kind.GIVEN, address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "198.51.100.7", "2001:db8::1"})
  void podsMayHaveAnyAddress(String address) throws Exception {
    assertThat(resolve(PRIVATE, Connection.Kind.POD, address)).isEqualTo(1);
  }

  @Test
  void theForbiddenOnesOfANameAreLeftOut() throws Exception {
    final InetAddress good = InetAddress.getByName("192.0.2.1");
    final InetAddress[] all = {InetAddress.getByName("169.254.169.254"), good};
    assertThat(
            new Addresses(EVERYWHERE, host -> all)
                .of(new Connection(Connection.Kind.PUBLIC, "demo.test", 443)))
        .containsExactly(good);
  }

  @ParameterizedTest
  @EnumSource(Connection.Kind.class)
  void fourAreEnough(Connection.Kind kind) throws Exception {
    final InetAddress[] many = new InetAddress[50];
    Arrays.fill(many, InetAddress.getByName("192.0.2.1"));
    assertThat(new Addresses(EVERYWHERE, host -> many).of(new Connection(kind, "demo.test", 443)))
        .hasSize(4);
  }

  private static int resolve(VerificationSettings settings, Connection.Kind kind, String address)
      throws UnknownHostException, ForbiddenAddressException {
    return new Addresses(settings).of(new Connection(kind, address, 443)).size();
  }
}
