package dev.naru.hub.vault;

import java.util.List;

/**
 * A column of the database that holds sealed values. Each module that seals values declares its
 * columns, so that keys can be rotated, and so that the hub's start can tell whether anything is
 * sealed.
 *
 * @param table the table
 * @param column the column with the sealed value; null in rows that have none
 * @param key the columns of the primary key
 * @param context the {@link Vault}'s context of a row, as an SQL expression of the row's columns
 */
public record SealedColumn(String table, String column, List<String> key, String context) {

  public SealedColumn {
    key = List.copyOf(key);
  }

  @Override
  public String toString() {
    return table + "." + column;
  }
}
