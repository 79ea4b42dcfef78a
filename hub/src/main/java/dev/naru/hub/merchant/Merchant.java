package dev.naru.hub.merchant;

/**
 * A shop that takes payments through the hub.
 *
 * @param id the hub's own number; it is the first column of every key in the database
 * @param userCode the code that a shop's page gives to {@code IMP.init}: {@code imp} and 8 digits.
 *     It isn't secret.
 */
public record Merchant(long id, String userCode, String name, Settings settings) {}
