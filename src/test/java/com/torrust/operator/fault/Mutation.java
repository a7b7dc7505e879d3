package com.torrust.operator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A manifest with one thing wrong, or at least odd.
 *
 * @param path the field, as the API server writes it, such as {@code spec.tracker.udp[0].port}
 * @param what was done to it
 * @param keepsShape whether one scalar became another of the same type, so that rendered files keep
 *     their structure
 * @param manifest the whole
 */
record Mutation(String path, String what, boolean keepsShape, ObjectNode manifest) {

  /** Returns the last name in the path. */
  String field() {
    final String[] names = path.replaceAll("\\[[0-9]+]", "").split("\\.", -1);
    return names[names.length - 1];
  }

  /** Returns the path of what holds the field. */
  String parent() {
    return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : path;
  }

  @Override
  public String toString() {
    return path + ": " + what;
  }
}
