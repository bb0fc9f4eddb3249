// Stored queries in Apache Lucene's Monitor: reads queries and documents as lucene.py writes them, and answers with the
// queries that each document matches and the CPU time of the thread that matched it, analysis included.

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

public final class LuceneMonitor {
  private static final String PART = "\u001f";
  private static final int PASSES = 4;

  private static final class Words extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      return new TokenStreamComponents(new WhitespaceTokenizer());
    }

    @Override
    public int getPositionIncrementGap(String field) {
      return 100;
    }
  }

  public static void main(String[] arguments) throws Exception {
    List<String> documents = Files.readAllLines(Path.of(arguments[1]));
    var presearcher = new MultipassTermFilteredPresearcher(PASSES, 0f, weights(documents), List.of(), Set.of());
    try (Monitor monitor = new Monitor(new Words(), presearcher)) {
      List<MonitorQuery> batch = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of(arguments[0]))) {
        String[] parts = line.split(PART);
        batch.add(new MonitorQuery(parts[0], query(parts, new int[] {1})));
        if (batch.size() == 5000) {
          monitor.register(batch);
          batch.clear();
        }
      }
      monitor.register(batch);
      int rounds = Integer.parseInt(arguments[3]);
      var threads = ManagementFactory.getThreadMXBean();
      StringBuilder answers = new StringBuilder();
      for (int round = 0; round < rounds; round++) {
        for (String line : documents) {
          String[] parts = line.split(PART);
          long began = threads.getCurrentThreadCpuTime();
          var matches = monitor.match(document(parts), QueryMatch.SIMPLE_MATCHER);
          long took = threads.getCurrentThreadCpuTime() - began;
          answers.append(round).append(' ').append(parts[0]).append(' ').append(took);
          if (round == rounds - 1) {
            for (QueryMatch match : matches.getMatches()) {
              answers.append(' ').append(match.getQueryId());
            }
          }
          answers.append('\n');
        }
      }
      Files.writeString(Path.of(arguments[2]), answers);
    }
  }

  /** Terms that more documents have weigh less: the presearcher then files a query under its rarest. */
  private static TermWeightor weights(List<String> documents) {
    Map<String, Integer> frequencies = new HashMap<>();
    for (String line : documents) {
      Set<String> seen = new HashSet<>();
      String[] parts = line.split(PART);
      for (int at = 1; at < parts.length; at += 2) {
        seen.addAll(parts[at].equals("word") ? List.of(parts[at + 1].split(" ")) : List.of(parts[at + 1]));
      }
      for (String term : seen) {
        frequencies.merge(term, 1, Integer::sum);
      }
    }
    return TermWeightor.termFreqWeightor(frequencies, 100, 0.8);
  }

  private static Document document(String[] parts) {
    Document found = new Document();
    for (int at = 1; at < parts.length; at += 2) {
      if (parts[at].equals("word")) {
        found.add(new TextField("word", parts[at + 1], Field.Store.NO));
      } else if (parts[at].startsWith("#")) {
        found.add(new DoublePoint(parts[at], Double.parseDouble(parts[at + 1])));
      } else {
        found.add(new StringField(parts[at], parts[at + 1], Field.Store.NO));
      }
    }
    return found;
  }

  private static Query query(String[] parts, int[] at) {
    String kind = parts[at[0]++];
    switch (kind) {
      case "term":
        return new TermQuery(new Term(parts[at[0]++], parts[at[0]++]));
      case "phrase":
        return new PhraseQuery("word", parts[at[0]++].split(" "));
      case "range":
        return DoublePoint.newRangeQuery(
            parts[at[0]++], Double.parseDouble(parts[at[0]++]), Double.parseDouble(parts[at[0]++]));
      default:
        return group(kind, parts, at);
    }
  }

  private static Query group(String kind, String[] parts, int[] at) {
    var found = new BooleanQuery.Builder();
    int count = Integer.parseInt(parts[at[0]++]);
    boolean nothingWanted = true;
    for (int number = 0; number < count; number++) {
      boolean barred = kind.equals("none");
      if (kind.equals("all") && parts[at[0]].equals("none")) {
        at[0] += 2; // a bar beside what is wanted, with one part: no query that matches all is needed
        barred = true;
      }
      Occur occur = barred ? Occur.MUST_NOT : kind.equals("all") ? Occur.MUST : Occur.SHOULD;
      found.add(query(parts, at), occur);
      nothingWanted &= barred;
    }
    if (nothingWanted) {
      found.add(new MatchAllDocsQuery(), Occur.MUST);
    }
    return found.build();
  }
}
