package dev.naru.acceptance;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds citations in text and tells which of them lead nowhere. CONTRIBUTING.md says how they are
 * written: a document below {@code docs/} with its path, {@code §} and a heading's number, {@code
 * row} or {@code item} and its number. A {@code §} without a document goes on with the one just
 * cited, or means the only one that the file cites; in a document that has numbered headings
 * itself, it means that document.
 */
final class Citations {

  /** What may stand between two words of a citation that goes on in the next line. */
  private static final String GAP = "(?:\\s|\\*|//|--|#)+";

  private static final String NAME = "[A-Z]?\\d+";
  private static final String NAMES =
      "(?<names>%1$s(?:(?:,| and| to)%2$s%1$s|-%1$s)*)\\b".formatted(NAME, GAP);
  private static final String NUMBER = "\\d+(?:\\.\\d+)*";

  private static final Pattern PART =
      Pattern.compile(
          String.join(
              "|",
              "(?<document>(?:[\\w.-]+/)*[\\w-]+\\.md)\\b",
              "§(?<section>" + NUMBER + ")(?:-(?<last>" + NUMBER + "))?",
              "\\b(?<kind>[Rr]ow|[Ii]tem)s?" + GAP + NAMES,
              "\\b[Ss]ections?" + GAP + "(?<own>" + NUMBER + ")",
              "\\b(?<guarantee>G\\d\\d)\\b",
              "(?:decisions/|\\b[Dd]ecision" + GAP + ")(?<decision>\\d+)\\b"));

  /** Between a section and the next of the same document. */
  private static final Pattern GOES_ON =
      Pattern.compile("(?:\\s|[,;`()*]|//|--|#|\\b(?:and|to|or)\\b)*");

  private static final Pattern WITHOUT_PATH =
      Pattern.compile("\\b(pg-rules|rest-api|javascript-sdk|inicis|mobilians)" + GAP + "§");

  private static final Pattern WITHOUT_ROW =
      Pattern.compile("§" + NUMBER + ",?" + GAP + "(?:hazard" + GAP + ")?[CH]?\\d+\\b");

  private static final Pattern LINK = Pattern.compile("\\[[^\\]\\[]*\\]\\(([^)\\s]+)\\)");

  private static final Pattern OURS =
      Pattern.compile(
          "(docs/)?(spec|protocols|decisions|reference|concepts|guides|start)/[^/]+\\.md");

  private final Path root;
  private final Map<Path, NumberedDocument> documents = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private int found;

  /**
   * @param root the project's folder
   */
  Citations(Path root) {
    this.root = root;
  }

  /** How many citations and links were looked at. */
  int found() {
    return found;
  }

  /** What leads nowhere, one line each: file, line, why. */
  List<String> problems() {
    return problems;
  }

  void check(Path file, String text) throws IOException {
    new OneFile(file, text).check();
  }

  private NumberedDocument document(Path file) throws IOException {
    Path known = file.normalize();
    NumberedDocument document = documents.get(known);
    if (document == null) {
      document = NumberedDocument.read(known);
      documents.put(known, document);
    }
    return document;
  }

  /** The citations of one file, in reading order. */
  private final class OneFile {
    private final Path file;
    private final String text;
    private final boolean isMarkdown;

    /** The document whose sections a {@code §} alone means. */
    private @Nullable Path own;

    private @Nullable Path cited;
    private @Nullable String section;

    /** Where the last part of a citation ended. */
    private int end = -1;

    OneFile(Path file, String text) {
      this.file = file;
      this.text = text;
      this.isMarkdown = file.toString().endsWith(".md");
    }

    void check() throws IOException {
      own = isMarkdown && document(file).isNumbered() ? file : null;
      Matcher part = PART.matcher(text);
      while (part.find()) {
        if (part.group("document") != null) {
          takeDocument(part);
        } else if (part.group("section") != null) {
          checkSection(part);
        } else if (part.group("names") != null) {
          checkNames(part);
        } else if (part.group("own") != null) {
          checkOwnSection(part);
        } else if (part.group("guarantee") != null) {
          checkGuarantee(part);
        } else {
          checkDecision(part);
        }
      }
      reportAll(WITHOUT_PATH, "write the document with its path: spec/pg-rules.md §…");
      reportAll(WITHOUT_ROW, "write row or item before its number");
      if (isMarkdown) {
        checkLinks();
      }
    }

    private void takeDocument(Matcher part) throws IOException {
      String name = part.group("document");
      Path document = find(name);
      if (document != null && document(document).isNumbered()) {
        cited = document;
        section = null;
        end = part.end();
      } else if (text.substring(part.end()).matches("(?s)[\\s`*/]*§.*")) {
        report(part.start(), "there is no docs/" + name);
        cited = null;
      } else if (document == null && OURS.matcher(name).matches()) {
        report(part.start(), "there is no " + name);
      }
    }

    private void checkSection(Matcher part) throws IOException {
      found++;
      boolean goesOn = end >= 0 && GOES_ON.matcher(text.substring(end, part.start())).matches();
      if (!goesOn) {
        cited = own != null ? own : onlyCited();
      }
      if (cited == null) {
        report(part.start(), "§ of which document?");
        return;
      }
      String first = part.group("section");
      String last = part.group("last");
      for (String number : last == null ? List.of(first) : List.of(first, last)) {
        if (!document(cited).has(number)) {
          report(part.start(), "%s has no §%s".formatted(name(cited), number));
        }
      }
      if (last != null && !isRange(first, last)) {
        report(part.start(), "§%s-%s is no range".formatted(first, last));
      }
      section = first;
      end = part.end();
    }

    /** Only of subsections: two whole sections with a hyphen are mostly a section and its point. */
    private static boolean isRange(String first, String last) {
      int dot = first.lastIndexOf('.');
      return dot > 0
          && dot == last.lastIndexOf('.')
          && first.substring(0, dot).equals(last.substring(0, dot))
          && Integer.parseInt(first.substring(dot + 1)) < Integer.parseInt(last.substring(dot + 1));
    }

    /** Right after a section; in code also further on, as a table's rows are often cited alone. */
    private void checkNames(Matcher part) throws IOException {
      boolean goesOn = end >= 0 && text.substring(end, part.start()).matches(",?" + GAP);
      if (section == null || cited == null || (isMarkdown && !goesOn)) {
        return;
      }
      found++;
      boolean isRow = part.group("kind").equalsIgnoreCase("row");
      NumberedDocument document = document(cited);
      Matcher name = Pattern.compile(NAME).matcher(part.group("names"));
      while (name.find()) {
        boolean isThere =
            isRow
                ? document.hasRow(section, name.group())
                : document.hasItem(section, name.group());
        if (!isThere) {
          String kind = isRow ? "row" : "item";
          report(
              part.start(),
              "%s §%s has no %s %s".formatted(name(cited), section, kind, name.group()));
        }
      }
      if (goesOn) {
        end = part.end();
      }
    }

    private void checkOwnSection(Matcher part) throws IOException {
      if (own != null) {
        found++;
        if (!document(own).has(part.group("own"))) {
          report(part.start(), "there is no section " + part.group("own"));
        }
      }
    }

    private void checkGuarantee(Matcher part) throws IOException {
      found++;
      String id = part.group("guarantee");
      if (!document(root.resolve("docs/spec/guarantees.md")).hasRow("2", id)) {
        report(part.start(), "spec/guarantees.md has no " + id);
      }
    }

    private void checkDecision(Matcher part) throws IOException {
      found++;
      String prefix = "%04d-".formatted(Integer.parseInt(part.group("decision")));
      try (Stream<Path> decisions = Files.list(root.resolve("docs/decisions"))) {
        if (decisions.noneMatch(it -> it.getFileName().toString().startsWith(prefix))) {
          report(part.start(), "docs/decisions has no " + prefix);
        }
      }
    }

    private void checkLinks() throws IOException {
      Matcher link = LINK.matcher(text);
      while (link.find()) {
        String target = link.group(1);
        if (target.matches("[a-z]+:.*") || isCode(link.start())) {
          continue;
        }
        found++;
        String[] parts = target.split("#", 2);
        Path there = parts[0].isEmpty() ? file : folder().resolve(parts[0]);
        if (!Files.exists(there)) {
          report(link.start(), "the link leads nowhere: " + target);
        } else if (parts.length == 2 && !document(there).anchors().contains(parts[1])) {
          report(link.start(), "no heading there is called #" + parts[1]);
        }
      }
    }

    /** Inside a fence, or inside backticks of its line. */
    private boolean isCode(int at) {
      long fences = text.substring(0, at).lines().filter(line -> line.startsWith("```")).count();
      String before = text.substring(text.lastIndexOf('\n', at) + 1, at);
      return fences % 2 == 1 || before.chars().filter(c -> c == '`').count() % 2 == 1;
    }

    private @Nullable Path onlyCited() throws IOException {
      Set<Path> all = new TreeSet<>();
      Matcher part = PART.matcher(text);
      while (part.find()) {
        Path document = part.group("document") == null ? null : find(part.group("document"));
        if (document != null && document(document).isNumbered()) {
          all.add(document);
        }
      }
      return all.size() == 1 ? all.iterator().next() : null;
    }

    /** A document by the name it is cited with; in a document also by its place beside that. */
    private @Nullable Path find(String name) {
      String path = name.startsWith("docs/") ? name.substring("docs/".length()) : name;
      List<Path> places = new ArrayList<>(List.of(root.resolve("docs").resolve(path)));
      if (isMarkdown) {
        places.add(folder().resolve(name).normalize());
      }
      return places.stream().filter(Files::isRegularFile).findFirst().orElse(null);
    }

    private Path folder() {
      return requireNonNull(file.getParent());
    }

    private void reportAll(Pattern form, String problem) {
      Matcher matcher = form.matcher(text);
      while (matcher.find()) {
        report(matcher.start(), problem);
      }
    }

    private void report(int at, String problem) {
      long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
      problems.add("%s:%d: %s".formatted(root.relativize(file), line, problem));
    }

    private String name(Path document) {
      return root.resolve("docs").relativize(document).toString();
    }
  }
}
