package dev.naru.sandbox;

import java.net.URI;
import java.time.InstantSource;

/**
 * The services that each emulator gets when it is mounted.
 *
 * @param publicBase the sandbox's address as browsers and the hub reach it, without a trailing
 *     slash
 * @param time the PGs' clock, which all their rules follow
 * @param book the charges that the PGs hold; durable
 * @param records an emulator's own records between two calls, for example authentication tokens;
 *     durable
 * @param scenarios the faults that a tester has asked for
 * @param notices sends the notices that a PG sends to a merchant by itself
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
