package com.torrust.operator.container;

import java.nio.file.Path;

/**
 * One bind mount into the container.
 *
 * @param source the file or folder of the machine
 * @param target the absolute path in the container
 * @param readOnly whether the container can't write there
 */
record Mount(Path source, String target, boolean readOnly) {}
