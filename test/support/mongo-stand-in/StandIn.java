import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;

/** Speaks MongoDB's wire protocol on a port of 127.0.0.1. It keeps its records in memory, and is atomic on each. */
class StandIn {
  /** The driver takes no server below 4.4. It knows no hello, so clients must say isMaster, as they do by default. */
  private static final MongoVersion VERSION = new MongoVersion() {
    public List<Integer> getVersionArray() { return List.of(4, 4, 0); }
    public int getWireVersion() { return 9; }
  };

  /** One message at a time: its indices are not guarded, and updates side by side fail with "Expected one element". */
  private static class OneByOne extends MemoryBackend {
    @Override
    public synchronized Document handleMessage(MongoMessage message) { return super.handleMessage(message); }
  }

  public static void main(String[] args) {
    new MongoServer(new OneByOne().version(VERSION)).bind("127.0.0.1", Integer.parseInt(args[0]));
    System.out.println("ready");
  }
}
