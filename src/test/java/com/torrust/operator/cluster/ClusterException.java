package com.torrust.operator.cluster;

/**
 * A test cluster, or a program for it, can't be had; the message says what is missing and how to
 * get it.
 */
public final class ClusterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClusterException(String message) {
    super(message);
  }

  ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
