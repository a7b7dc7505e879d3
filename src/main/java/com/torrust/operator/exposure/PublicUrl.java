package com.torrust.operator.exposure;

import com.torrust.operator.api.v1alpha1.TlsMode;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;

/** The public address of a stack. */
public final class PublicUrl {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private PublicUrl() {}

  /** Returns scheme and host without a slash at the end, an origin as in RFC 6454. */
  public static String origin(TorrustStackSpec stack) {
    return origin(stack, stack.hostname());
  }

  /** Returns the origin of one of the stack's hostnames. */
  public static String origin(TorrustStackSpec stack, String hostname) {
    return (secure(stack) ? "https://" : "http://") + hostname;
  }

  /** Returns whether the public hostname is served over TLS. */
  public static boolean secure(TorrustStackSpec stack) {
    return stack.exposure().tls().mode() != TlsMode.DISABLED;
  }

  /** Returns the TCP port at which the public hostnames are served. */
  public static int port(TorrustStackSpec stack) {
    return secure(stack) ? HTTPS : HTTP;
  }
}
