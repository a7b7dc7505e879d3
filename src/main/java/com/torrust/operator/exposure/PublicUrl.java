package com.torrust.operator.exposure;

import com.torrust.operator.api.v1alpha1.TlsMode;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;

/** The public address of a stack. */
public final class PublicUrl {

  private PublicUrl() {}

  /** Returns scheme and host without a slash at the end, an origin as in RFC 6454. */
  public static String origin(TorrustStackSpec stack) {
    return (secure(stack) ? "https://" : "http://") + stack.hostname();
  }

  /** Returns whether the public hostname is served over TLS. */
  public static boolean secure(TorrustStackSpec stack) {
    return stack.exposure().tls().mode() != TlsMode.DISABLED;
  }
}
