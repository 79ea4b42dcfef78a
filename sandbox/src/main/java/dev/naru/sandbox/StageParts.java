package dev.naru.sandbox;

import java.net.URI;
import java.time.InstantSource;

/** The stage as {@link Sandbox} builds it. */
record StageParts(
    URI publicBase,
    InstantSource time,
    Book book,
    Notes notes,
    Scenarios scenarios,
    Notices notices,
    RequestLog requests)
    implements Stage {}
