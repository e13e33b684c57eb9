import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const database = new Database(workerData.file);
database.exec('CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY) STRICT; DELETE FROM row');
const insert = database.prepare('INSERT INTO row (id) VALUES (?)');
database.transaction(() => {
  for (let id = 0; id < workerData.rows; id += 1) insert.run(id);
})();
parentPort.postMessage(database.prepare('SELECT count(*) FROM row').pluck().get());
database.close();
