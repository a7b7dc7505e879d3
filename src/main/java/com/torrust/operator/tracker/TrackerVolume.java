package com.torrust.operator.tracker;

import com.torrust.operator.kube.Component;
import com.torrust.operator.workflow.Volume;

/** The volume with the tracker's SQLite database. */
public final class TrackerVolume extends Volume {

  /** Creates the child. */
  public TrackerVolume() {
    super(Component.TRACKER);
  }
}
