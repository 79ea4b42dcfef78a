package dev.naru.hub.merchant;

/**
 * A shop that uses the hub.
 *
 * @param id first in every key of the database
 * @param userCode what {@code IMP.init} is given: {@code imp} and 8 digits; no secret
 */
public record Merchant(long id, String userCode, String name, Settings settings) {}
