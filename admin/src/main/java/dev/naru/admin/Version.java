package dev.naru.admin;

import picocli.CommandLine.IVersionProvider;

/** Tells the version in the jar's manifest. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"naru-hub " + number()};
  }

  /** The version; {@code development} if the classes aren't in a jar. */
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
