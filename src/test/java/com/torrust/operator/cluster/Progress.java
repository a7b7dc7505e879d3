package com.torrust.operator.cluster;

/** Short lines on standard error that tell a person what a start waits for. */
final class Progress {

  private Progress() {}

  static void say(String what) {
    System.err.println("cluster: " + what);
  }
}
