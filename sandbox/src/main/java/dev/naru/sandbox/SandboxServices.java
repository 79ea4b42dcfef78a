package dev.naru.sandbox;

import java.net.URI;
import java.time.InstantSource;

/**
 * What the sandbox gives to each emulator when it is mounted.
 *
 * @param publicBase the sandbox's address as browsers and the hub reach it, without a trailing
 *     slash
 * @param time the time that the PGs believe it is; all their rules follow it
 * @param book the charges that the PGs hold; durable
 * @param records an emulator's own records between two calls, for example authentication tokens;
 *     durable
 * @param scenarios the faults that a tester has asked for
 * @param notices sends what a PG tells a merchant by itself
 * @param requests the calls that the PGs received, masked
 */
public record SandboxServices(
    URI publicBase,
    InstantSource time,
    Book book,
    RecordStore records,
    Scenarios scenarios,
    Notices notices,
    RequestLog requests) {}
