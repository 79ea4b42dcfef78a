package dev.naru.hub.simulation;

/** What a PG can do besides charging and cancelling. */
enum PgKind {
  /** Can be asked; a net cancel uses up the authentication, whether it was charged or not. */
  ASKABLE("sim_askable"),
  /** Can be asked; refuses a net cancel of what it has nothing of, and may charge it later. */
  STRICT("sim_strict"),
  /** Can't be asked: its net cancel is all that it can be asked for. */
  SILENT("sim_silent");

  final String provider;

  PgKind(String provider) {
    this.provider = provider;
  }

  boolean canBeAsked() {
    return this != SILENT;
  }

  boolean netCancelUsesUp() {
    return this == ASKABLE;
  }
}
