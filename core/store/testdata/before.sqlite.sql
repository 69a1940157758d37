-- Made by the program of commit 24ba2a6bdb6dfbd5c5d229e509a083876e40131d; past_test.go says how.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE bun_migrations ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "name" VARCHAR, "group_id" INTEGER, "migrated_at" TIMESTAMP NOT NULL DEFAULT current_timestamp, needs_newer_meetbot BOOLEAN);
INSERT INTO bun_migrations VALUES(1,'20261122000001',1,'2026-11-26 18:18:47',NULL);
INSERT INTO bun_migrations VALUES(2,'20261125000001',2,'2026-11-26 18:18:47',NULL);
INSERT INTO bun_migrations VALUES(3,'20261125000002',3,'2026-11-26 18:18:47',NULL);
INSERT INTO bun_migrations VALUES(4,'20261126000001',4,'2026-11-26 18:18:47',NULL);
INSERT INTO bun_migrations VALUES(5,'20261126000002',5,'2026-11-26 18:18:47',NULL);
CREATE TABLE workspace (
  platform    TEXT NOT NULL,
  id          TEXT NOT NULL,
  last_number BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (platform, id)
);
INSERT INTO workspace VALUES('discord','G1',8);
INSERT INTO workspace VALUES('slack','T1',8);
CREATE TABLE person (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL DEFAULT '',
  zone        TEXT NOT NULL DEFAULT '',
  zone_chosen BOOLEAN NOT NULL DEFAULT FALSE
);
INSERT INTO person VALUES('ehbsmvhae2txmbsvvphguanhe7','Alice','Europe/Warsaw',0);
CREATE TABLE identity (
  platform  TEXT NOT NULL,
  workspace TEXT NOT NULL,
  user_id   TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  PRIMARY KEY (platform, workspace, user_id)
);
INSERT INTO identity VALUES('slack','T1','U1','ehbsmvhae2txmbsvvphguanhe7');
CREATE TABLE meeting (
  id           TEXT PRIMARY KEY,
  platform     TEXT NOT NULL,
  workspace    TEXT NOT NULL,
  request      TEXT NOT NULL,
  title        TEXT NOT NULL,
  organizer    TEXT NOT NULL,
  starts_at    BIGINT NOT NULL,
  duration     BIGINT NOT NULL CHECK (duration > 0),
  zone         TEXT NOT NULL,
  room         TEXT NOT NULL,
  reminders    TEXT NOT NULL,
  members_only BOOLEAN NOT NULL,
  ended_at     BIGINT,
  cancelled_at BIGINT,
  created_at   BIGINT NOT NULL,
  revision     BIGINT NOT NULL,
  UNIQUE (platform, workspace, request)
);
INSERT INTO meeting VALUES('abcdefghijklmnopqrstuvwxy0','slack','T1','request0','meeting 0, it''s \ "ours"','alice',1795442400000000,1800000000,'Europe/Warsaw','room0','[600000000]',0,NULL,NULL,1795420800000000,1);
INSERT INTO meeting VALUES('abcdefghijklmnopqrstuvwxy1','slack','T1','request1','meeting 1, it''s \ "ours"','alice',1795525200000000,1800000001,'Europe/Warsaw','room1','[600000000]',1,NULL,NULL,1795420800000000,2);
INSERT INTO meeting VALUES('abcdefghijklmnopqrstuvwxy2','slack','T1','request2','meeting 2, it''s \ "ours"','alice',1795434600000000,1800000002,'Europe/Warsaw','room2','[600000000]',0,NULL,NULL,1795420800000000,1);
INSERT INTO meeting VALUES('abcdefghijklmnopqrstuvwxy3','slack','T1','request3','meeting 3, it''s \ "ours"','alice',1795432800000000,5400000003,'Europe/Warsaw','room3','[600000000]',0,NULL,NULL,1795420800000000,2);
INSERT INTO meeting VALUES('abcdefghijklmnopqrstuvwxy4','slack','T1','request4','meeting 4, it''s \ "ours"','alice',1795424400000000,1800000004,'Europe/Warsaw','room4','[600000000]',0,NULL,NULL,1795420800000000,1);
INSERT INTO meeting VALUES('abcdefghijklmnopqrstuvwxy5','slack','T1','request5','meeting 5, it''s \ "ours"','alice',1795434900000000,1800000005,'Europe/Warsaw','room5','[600000000]',0,1795435140000000,NULL,1795420800000000,2);
INSERT INTO meeting VALUES('abcdefghijklmnopqrstuvwxy6','slack','T1','request6','meeting 6, it''s \ "ours"','alice',1795438800000000,1800000006,'Europe/Warsaw','room6','[600000000]',0,NULL,1795435080000000,1795420800000000,2);
INSERT INTO meeting VALUES('abcdefghijklmnopqrstuvwxy7','slack','T1','request7','meeting 7, it''s \ "ours"','alice',1795431600000000,1800000007,'Europe/Warsaw','room7','[600000000]',0,NULL,1795428000000000,1795420800000000,2);
CREATE TABLE host (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  PRIMARY KEY (meeting_id, person_id)
);
INSERT INTO host VALUES('abcdefghijklmnopqrstuvwxy1','bob');
INSERT INTO host VALUES('abcdefghijklmnopqrstuvwxy2','bob');
INSERT INTO host VALUES('abcdefghijklmnopqrstuvwxy2','carol');
INSERT INTO host VALUES('abcdefghijklmnopqrstuvwxy4','bob');
INSERT INTO host VALUES('abcdefghijklmnopqrstuvwxy5','bob');
INSERT INTO host VALUES('abcdefghijklmnopqrstuvwxy5','carol');
INSERT INTO host VALUES('abcdefghijklmnopqrstuvwxy7','bob');
CREATE TABLE posting (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  platform   TEXT NOT NULL,
  workspace  TEXT NOT NULL,
  channel    TEXT NOT NULL,
  place      BIGINT NOT NULL,
  number     BIGINT NOT NULL,
  card       TEXT NOT NULL, open BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (meeting_id, platform, workspace, channel)
);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy0','discord','G1','C1',1,1,'discord 0',0);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy0','slack','T1','C1',0,1,'slack 0',1);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy1','discord','G1','C1',1,2,'',0);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy1','slack','T1','C1',0,2,'slack 1',0);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy2','discord','G1','C1',1,3,'discord 2',0);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy2','slack','T1','C1',0,3,'slack 2',1);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy3','discord','G1','C1',1,4,'',0);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy3','slack','T1','C1',0,4,'',0);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy4','discord','G1','C1',1,5,'discord 4',0);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy4','slack','T1','C1',0,5,'slack 4',1);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy5','discord','G1','C1',1,6,'',0);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy5','slack','T1','C1',0,6,'slack 5',0);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy6','discord','G1','C1',1,7,'discord 6',0);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy6','slack','T1','C1',0,7,'slack 6',1);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy7','discord','G1','C1',1,8,'',0);
INSERT INTO posting VALUES('abcdefghijklmnopqrstuvwxy7','slack','T1','C1',0,8,'',0);
CREATE TABLE announcement (
  id          TEXT PRIMARY KEY,
  meeting_id  TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  revision    BIGINT NOT NULL,
  kind        TEXT NOT NULL,
  platform    TEXT NOT NULL,
  workspace   TEXT NOT NULL,
  channel     TEXT NOT NULL,
  due_at      BIGINT NOT NULL,
  next_at     BIGINT NOT NULL,
  priority    BIGINT NOT NULL,
  state       TEXT NOT NULL
    CHECK (state IN ('pending', 'leased', 'sending', 'sent', 'skipped', 'void', 'dead', 'unsure')),
  attempts    BIGINT NOT NULL,
  sends       BIGINT NOT NULL,
  fence       BIGINT NOT NULL,
  began_at    BIGINT,
  message     TEXT NOT NULL,
  problem     TEXT NOT NULL
, about TEXT NOT NULL DEFAULT '');
INSERT INTO announcement VALUES('x4sWWMlPfJ9lBPaW8eguCQ','abcdefghijklmnopqrstuvwxy0',1,'card','slack','T1','C1',1795420800000000,1795420815000000,2,'sent',1,1,1,1795420800000000,'slack 0','','');
INSERT INTO announcement VALUES('oPbyaWCkqgqCvhXFRtvPXQ','abcdefghijklmnopqrstuvwxy0',1,'card','discord','G1','C1',1795420800000000,1795420815000000,2,'sent',1,1,1,1795420800000000,'discord 0','','');
INSERT INTO announcement VALUES('fDneU31_F2DpMfs5XwlGAw','abcdefghijklmnopqrstuvwxy0',1,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'leased',1,0,1,NULL,'','','');
INSERT INTO announcement VALUES('PcMFrnXDha-PnC1Ul8WynQ','abcdefghijklmnopqrstuvwxy0',1,'blocked','slack','T1','Usending',1795420800000000,1795420815000000,8,'sending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('eb9jhZoNm0CtZOqB-oLgkA','abcdefghijklmnopqrstuvwxy0',1,'blocked','slack','T1','Usent',1795420800000000,1795420815000000,8,'sent',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('NO1w6rKBlNnDKtyeRJjUOg','abcdefghijklmnopqrstuvwxy0',1,'blocked','slack','T1','Uskipped',1795420800000000,1795420815000000,8,'skipped',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('jAGR88GGrUh4iiLOGzyPAA','abcdefghijklmnopqrstuvwxy0',1,'blocked','slack','T1','Uvoid',1795420800000000,1795420815000000,8,'void',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('7V4BiA7ZBoesHPMLArsEaw','abcdefghijklmnopqrstuvwxy0',1,'blocked','slack','T1','Udead',1795420800000000,1795420815000000,8,'dead',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('gV_dvX8xHRkeY14xE09o5A','abcdefghijklmnopqrstuvwxy0',1,'blocked','slack','T1','Uunsure',1795420800000000,1795420815000000,8,'unsure',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('mAHX3VJrjUo4g3KwBkFhLw','abcdefghijklmnopqrstuvwxy0',1,'reminder','slack','T1','C1',1795441800000000,1795441800000000,6,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('m0hVJS0agSKHRcoDo2RvqA','abcdefghijklmnopqrstuvwxy0',1,'start','slack','T1','C1',1795442400000000,1795442400000000,0,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('7Bmjiptuhh4wfm-KYLJVQg','abcdefghijklmnopqrstuvwxy0',1,'end','discord','G1','C1',1795444200000000,1795444200000000,1,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('YOMVTTEy6NTB6NP01kqY0w','abcdefghijklmnopqrstuvwxy0',1,'close','','','',1795444500000000,1795444500000000,3,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('uURjN2BUyL-4sSMB4-FD4A','abcdefghijklmnopqrstuvwxy1',1,'card','slack','T1','C1',1795420800000000,1795420815000000,2,'sent',1,1,1,1795420800000000,'slack 1','','');
INSERT INTO announcement VALUES('uB0yQHdLW1oVdoluz2pqiA','abcdefghijklmnopqrstuvwxy1',1,'card','discord','G1','C1',1795420800000000,1795435260000000,2,'pending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('9IdLs06Zt2MZixSoZBQ8Bw','abcdefghijklmnopqrstuvwxy1',1,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'void',1,0,1,NULL,'','','');
INSERT INTO announcement VALUES('Jd4fUIH9KTgAmv48q8EEmQ','abcdefghijklmnopqrstuvwxy1',1,'blocked','slack','T1','Usending',1795420800000000,1795420815000000,8,'sending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('4ElerWpsuKNq_P1LtwZ8gA','abcdefghijklmnopqrstuvwxy1',1,'blocked','slack','T1','Usent',1795420800000000,1795420815000000,8,'sent',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('vP91pOA1a_Zhu78Ks2dNPg','abcdefghijklmnopqrstuvwxy1',1,'blocked','slack','T1','Uskipped',1795420800000000,1795420815000000,8,'skipped',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('26KBuRy5rFEHIDsgdAz74A','abcdefghijklmnopqrstuvwxy1',1,'blocked','slack','T1','Uvoid',1795420800000000,1795420815000000,8,'void',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('jdEjWwZ65_eOEzbMNXWNDw','abcdefghijklmnopqrstuvwxy1',1,'blocked','slack','T1','Udead',1795420800000000,1795420815000000,8,'dead',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('vUqr4MbAGntotVqNnxIc1Q','abcdefghijklmnopqrstuvwxy1',1,'blocked','slack','T1','Uunsure',1795420800000000,1795420815000000,8,'unsure',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('-4A4kfjJsKqp3CUUkGa_YA','abcdefghijklmnopqrstuvwxy1',1,'reminder','slack','T1','C1',1795521000000000,1795521000000000,6,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('BTAjWEsUONnNRm186TBFtQ','abcdefghijklmnopqrstuvwxy1',1,'start','slack','T1','C1',1795521600000000,1795521600000000,0,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('5UybABjt0EO9_rmyYCIpHw','abcdefghijklmnopqrstuvwxy1',1,'end','discord','G1','C1',1795523400000001,1795523400000001,1,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('QpgfR0pwXbRJMRSVWUKS6Q','abcdefghijklmnopqrstuvwxy1',1,'close','','','',1795523700000001,1795523700000001,3,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('xLJSnYtCtqtVSocHaKReSA','abcdefghijklmnopqrstuvwxy1',2,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('Axt8OncJIBjmo59yhCaTYw','abcdefghijklmnopqrstuvwxy1',2,'reminder','slack','T1','C1',1795521000000000,1795521000000000,6,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('ZLnPSAftNfxpKBKQ0yKbQw','abcdefghijklmnopqrstuvwxy1',2,'start','slack','T1','C1',1795521600000000,1795521600000000,0,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('DzGEy0_FRgKf2BLLrf7nvw','abcdefghijklmnopqrstuvwxy1',2,'end','discord','G1','C1',1795523400000001,1795523400000001,1,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('5IEqiJcwk9eailiwDAQjoQ','abcdefghijklmnopqrstuvwxy1',2,'close','','','',1795523700000001,1795523700000001,3,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('tENkalZJn4bd63SHPv6wqw','abcdefghijklmnopqrstuvwxy1',2,'edit','slack','T1','C1',1795435200000000,1795435200000000,14,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('mCLZWnFF19CG6KcowzThyg','abcdefghijklmnopqrstuvwxy2',1,'card','slack','T1','C1',1795420800000000,1795420815000000,2,'sent',1,1,1,1795420800000000,'slack 2','','');
INSERT INTO announcement VALUES('7nzyIOAPkH7pr4-Xd60o8Q','abcdefghijklmnopqrstuvwxy2',1,'card','discord','G1','C1',1795420800000000,1795420815000000,2,'sent',1,1,1,1795420800000000,'discord 2','','');
INSERT INTO announcement VALUES('ZHjixO5qbw9eA8plW74qOQ','abcdefghijklmnopqrstuvwxy2',1,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'leased',1,0,1,NULL,'','','');
INSERT INTO announcement VALUES('-azhLD0x9IpQE5FoFlERAw','abcdefghijklmnopqrstuvwxy2',1,'blocked','slack','T1','Usending',1795420800000000,1795420815000000,8,'sending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('Ea-MWFwaEG-klBeb1Ocp_Q','abcdefghijklmnopqrstuvwxy2',1,'blocked','slack','T1','Usent',1795420800000000,1795420815000000,8,'sent',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('f6dDDL9pnXxUl9Q40XYEow','abcdefghijklmnopqrstuvwxy2',1,'blocked','slack','T1','Uskipped',1795420800000000,1795420815000000,8,'skipped',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('ALjpuE8GeulJL0eHQTB82Q','abcdefghijklmnopqrstuvwxy2',1,'blocked','slack','T1','Uvoid',1795420800000000,1795420815000000,8,'void',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('tu1NZFh2V4UHSGXF_toqwg','abcdefghijklmnopqrstuvwxy2',1,'blocked','slack','T1','Udead',1795420800000000,1795420815000000,8,'dead',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('Z8ITHPRb5Qc6n0x03uBChQ','abcdefghijklmnopqrstuvwxy2',1,'blocked','slack','T1','Uunsure',1795420800000000,1795420815000000,8,'unsure',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('0mRcA-7pQoXdY_eVDH0aXg','abcdefghijklmnopqrstuvwxy2',1,'reminder','slack','T1','C1',1795434000000000,1795434000000000,6,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('73K5tG0hauzGRgWFbAMddA','abcdefghijklmnopqrstuvwxy2',1,'start','slack','T1','C1',1795434600000000,1795434600000000,0,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('E_vcTEvSMywbYBJSHIE2HQ','abcdefghijklmnopqrstuvwxy2',1,'end','discord','G1','C1',1795436400000002,1795436400000002,1,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('z4kN7pb_L404ulbrdKSYIg','abcdefghijklmnopqrstuvwxy2',1,'close','','','',1795436700000002,1795436700000002,3,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('b_-RWajiBaMHkQdVczUi5A','abcdefghijklmnopqrstuvwxy3',1,'card','slack','T1','C1',1795420800000000,1795435260000000,2,'pending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('9D_vaiLuc4kQ8xtj9sd6xg','abcdefghijklmnopqrstuvwxy3',1,'card','discord','G1','C1',1795420800000000,1795435260000000,2,'pending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('Ud07suSqao1JpxbxcoUH8w','abcdefghijklmnopqrstuvwxy3',1,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'void',1,0,1,NULL,'','','');
INSERT INTO announcement VALUES('jBYnwi34w5gLHCI1QzwzEA','abcdefghijklmnopqrstuvwxy3',1,'blocked','slack','T1','Usending',1795420800000000,1795420815000000,8,'sending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('RqJe8pdbetxXSctbzs1T-Q','abcdefghijklmnopqrstuvwxy3',1,'blocked','slack','T1','Usent',1795420800000000,1795420815000000,8,'sent',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('-daV2__C7nKIF0nv_5TWFQ','abcdefghijklmnopqrstuvwxy3',1,'blocked','slack','T1','Uskipped',1795420800000000,1795420815000000,8,'skipped',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('2jbIVyWvIMafXyrWV8DeWQ','abcdefghijklmnopqrstuvwxy3',1,'blocked','slack','T1','Uvoid',1795420800000000,1795420815000000,8,'void',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('IhXqwgAMAlbMn95GgdMzgQ','abcdefghijklmnopqrstuvwxy3',1,'blocked','slack','T1','Udead',1795420800000000,1795420815000000,8,'dead',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('aAZVZCuyxOJyaJzMlI2ZzQ','abcdefghijklmnopqrstuvwxy3',1,'blocked','slack','T1','Uunsure',1795420800000000,1795420815000000,8,'unsure',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('_s3ffbj0vd2cvW8qqsc5aQ','abcdefghijklmnopqrstuvwxy3',1,'reminder','slack','T1','C1',1795432200000000,1795432200000000,6,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('Q6PEUrr-dZaiyFL_Wl2B7Q','abcdefghijklmnopqrstuvwxy3',1,'start','slack','T1','C1',1795432800000000,1795432800000000,0,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('YW_CCjw8w3oy7yfJ8dyoNQ','abcdefghijklmnopqrstuvwxy3',1,'end','discord','G1','C1',1795434600000003,1795434600000003,1,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('smHT86QcXy-oFTVkiI8M4Q','abcdefghijklmnopqrstuvwxy3',1,'close','','','',1795434900000003,1795434900000003,3,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('rWC1tEEX9bM3dlK98HcPQA','abcdefghijklmnopqrstuvwxy3',2,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('1PDOdRJ8bqyuLJcgBiqDmg','abcdefghijklmnopqrstuvwxy3',2,'reminder','slack','T1','C1',1795432200000000,1795432200000000,6,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('WgfldQXwqCwsiyDshE4x9A','abcdefghijklmnopqrstuvwxy3',2,'start','slack','T1','C1',1795432800000000,1795432800000000,0,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('FSFsnK_BeXYgEzuIlF1xNA','abcdefghijklmnopqrstuvwxy3',2,'end','discord','G1','C1',1795434600000003,1795434600000003,1,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('xbBaBMSmQ-ChOwLEbapukA','abcdefghijklmnopqrstuvwxy3',2,'close','','','',1795434900000003,1795434900000003,3,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('eb9oHRq0KL1UAaa8K2WBpg','abcdefghijklmnopqrstuvwxy3',2,'edit','slack','T1','C1',1795435200000000,1795435200000000,14,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('5C_DMCcqSACcWffQLxiRQQ','abcdefghijklmnopqrstuvwxy4',1,'card','slack','T1','C1',1795420800000000,1795420815000000,2,'sent',1,1,1,1795420800000000,'slack 4','','');
INSERT INTO announcement VALUES('cLdBhi5K2DvDEqWi8CJspw','abcdefghijklmnopqrstuvwxy4',1,'card','discord','G1','C1',1795420800000000,1795420815000000,2,'sent',1,1,1,1795420800000000,'discord 4','','');
INSERT INTO announcement VALUES('RBhKvQy6sfSp2A3seHrSSg','abcdefghijklmnopqrstuvwxy4',1,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'leased',1,0,1,NULL,'','','');
INSERT INTO announcement VALUES('ew4WighvTYiH5YI8oazw5w','abcdefghijklmnopqrstuvwxy4',1,'blocked','slack','T1','Usending',1795420800000000,1795420815000000,8,'sending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('GpZM8j4J6PtSJ9QeYQZ8YQ','abcdefghijklmnopqrstuvwxy4',1,'blocked','slack','T1','Usent',1795420800000000,1795420815000000,8,'sent',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('rdHlfrxC8NobrL8rcgkmJw','abcdefghijklmnopqrstuvwxy4',1,'blocked','slack','T1','Uskipped',1795420800000000,1795420815000000,8,'skipped',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('s-CATSyEz2DSr9Z_QNS96w','abcdefghijklmnopqrstuvwxy4',1,'blocked','slack','T1','Uvoid',1795420800000000,1795420815000000,8,'void',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('c2J9F83TG148AOpE1mzfUg','abcdefghijklmnopqrstuvwxy4',1,'blocked','slack','T1','Udead',1795420800000000,1795420815000000,8,'dead',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('DIX4MhFcuxEL1WeIeaZ5mg','abcdefghijklmnopqrstuvwxy4',1,'blocked','slack','T1','Uunsure',1795420800000000,1795420815000000,8,'unsure',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('YXhoXWNyovr9kJmMtw-TMg','abcdefghijklmnopqrstuvwxy4',1,'reminder','slack','T1','C1',1795423800000000,1795423800000000,6,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('sinahWXwrwgvqr6alvjUqw','abcdefghijklmnopqrstuvwxy4',1,'start','slack','T1','C1',1795424400000000,1795424400000000,0,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('AqTW9sUkBm8xrYmJIjq4vQ','abcdefghijklmnopqrstuvwxy4',1,'end','discord','G1','C1',1795426200000004,1795426200000004,1,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('bAhO5Vky5Y_rVA9dYNKW2g','abcdefghijklmnopqrstuvwxy4',1,'close','','','',1795426500000004,1795426500000004,3,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('eFCXyGW8BojtBvaoOq7H8A','abcdefghijklmnopqrstuvwxy5',1,'card','slack','T1','C1',1795420800000000,1795420815000000,2,'sent',1,1,1,1795420800000000,'slack 5','','');
INSERT INTO announcement VALUES('q-jCsDxQVHLEezFXUX1Nag','abcdefghijklmnopqrstuvwxy5',1,'card','discord','G1','C1',1795420800000000,1795435260000000,2,'pending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('DZ7I1ua52YbdjOQq-a_olQ','abcdefghijklmnopqrstuvwxy5',1,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'void',1,0,1,NULL,'','','');
INSERT INTO announcement VALUES('1kRKW3m0VMR63VXgIAEuQw','abcdefghijklmnopqrstuvwxy5',1,'blocked','slack','T1','Usending',1795420800000000,1795420815000000,8,'sending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('GmKjL0MVZ7esq1RV8zvQuw','abcdefghijklmnopqrstuvwxy5',1,'blocked','slack','T1','Usent',1795420800000000,1795420815000000,8,'sent',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('jbQhHPwA045CEw11TKAprw','abcdefghijklmnopqrstuvwxy5',1,'blocked','slack','T1','Uskipped',1795420800000000,1795420815000000,8,'skipped',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('eJbb93U3OCvmZF3PCf_gBg','abcdefghijklmnopqrstuvwxy5',1,'blocked','slack','T1','Uvoid',1795420800000000,1795420815000000,8,'void',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('lMeui-zLbKLX4kg06BaWgA','abcdefghijklmnopqrstuvwxy5',1,'blocked','slack','T1','Udead',1795420800000000,1795420815000000,8,'dead',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('Kqat_1e5xSMHB9bTJAa4eQ','abcdefghijklmnopqrstuvwxy5',1,'blocked','slack','T1','Uunsure',1795420800000000,1795420815000000,8,'unsure',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('BmQSHRknOePoQwyjc0J9oQ','abcdefghijklmnopqrstuvwxy5',1,'reminder','slack','T1','C1',1795434300000000,1795434300000000,6,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('Q4UuY4iaQHi7pP8aMsZ7Og','abcdefghijklmnopqrstuvwxy5',1,'start','slack','T1','C1',1795434900000000,1795434900000000,0,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('NsfIiXzvNqCoWes4XFkF4g','abcdefghijklmnopqrstuvwxy5',1,'end','discord','G1','C1',1795436700000005,1795436700000005,1,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('w28zDkY6_XsNwP2Y1v5lMg','abcdefghijklmnopqrstuvwxy5',1,'close','','','',1795437000000005,1795437000000005,3,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('ggwks-WwhQh1B9NsqAmdpw','abcdefghijklmnopqrstuvwxy5',2,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('9pEU2svTrhn63cHf2ybLdw','abcdefghijklmnopqrstuvwxy5',2,'reminder','slack','T1','C1',1795434300000000,1795434300000000,6,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('CYR4XuqodDMAFSUpPDlkUg','abcdefghijklmnopqrstuvwxy5',2,'start','slack','T1','C1',1795434900000000,1795434900000000,0,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('ZuudLSkDTHxxa8-dogVK6Q','abcdefghijklmnopqrstuvwxy5',2,'end','discord','G1','C1',1795436700000005,1795436700000005,1,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('qMHzRSBnzSdT1AyyeFcQ1Q','abcdefghijklmnopqrstuvwxy5',2,'close','','','',1795437000000005,1795437000000005,3,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('aPMCQY-NZCUiY4NeU8UGkw','abcdefghijklmnopqrstuvwxy5',2,'edit','slack','T1','C1',1795435200000000,1795435200000000,14,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('msCJXBOenBCnKKXBYCrUEw','abcdefghijklmnopqrstuvwxy6',1,'card','slack','T1','C1',1795420800000000,1795420815000000,2,'sent',1,1,1,1795420800000000,'slack 6','','');
INSERT INTO announcement VALUES('2cE5YtE5gYXdyDP7-lr_DQ','abcdefghijklmnopqrstuvwxy6',1,'card','discord','G1','C1',1795420800000000,1795420815000000,2,'sent',1,1,1,1795420800000000,'discord 6','','');
INSERT INTO announcement VALUES('q8etZ6mJpxmfle19hNpLBw','abcdefghijklmnopqrstuvwxy6',1,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'void',1,0,1,NULL,'','','');
INSERT INTO announcement VALUES('TKVLFx9Fnkv6hTje4gNuBQ','abcdefghijklmnopqrstuvwxy6',1,'blocked','slack','T1','Usending',1795420800000000,1795420815000000,8,'sending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('fNSeKkIrN_leAkFt33iINA','abcdefghijklmnopqrstuvwxy6',1,'blocked','slack','T1','Usent',1795420800000000,1795420815000000,8,'sent',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('ATzu1aRsbdhmakaOVsFd1Q','abcdefghijklmnopqrstuvwxy6',1,'blocked','slack','T1','Uskipped',1795420800000000,1795420815000000,8,'skipped',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('LvlSXwlZvpM4Tm0MWX8j1A','abcdefghijklmnopqrstuvwxy6',1,'blocked','slack','T1','Uvoid',1795420800000000,1795420815000000,8,'void',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('t9_NbbpnsLBAsSOOCz8UOQ','abcdefghijklmnopqrstuvwxy6',1,'blocked','slack','T1','Udead',1795420800000000,1795420815000000,8,'dead',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('oL383tIi9Tl0uJd-3cBApQ','abcdefghijklmnopqrstuvwxy6',1,'blocked','slack','T1','Uunsure',1795420800000000,1795420815000000,8,'unsure',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('__VTRyjWk1lgA-Zg__J3sA','abcdefghijklmnopqrstuvwxy6',1,'reminder','slack','T1','C1',1795438200000000,1795438200000000,6,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('sDbb-y_Q2nIX0Qe5dQ_zkA','abcdefghijklmnopqrstuvwxy6',1,'start','slack','T1','C1',1795438800000000,1795438800000000,0,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('FqSccGe0FnxdTkdMX0MKIA','abcdefghijklmnopqrstuvwxy6',1,'end','discord','G1','C1',1795440600000006,1795440600000006,1,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('lWT2cMHd02t8lAbkrJ7c7g','abcdefghijklmnopqrstuvwxy6',1,'close','','','',1795440900000006,1795440900000006,3,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('qG5xll2_okjmAGkqU-4E4A','abcdefghijklmnopqrstuvwxy6',2,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('9nfnR0BeFXIwfY9n6nKFGQ','abcdefghijklmnopqrstuvwxy6',2,'reminder','slack','T1','C1',1795438200000000,1795438200000000,6,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('1UN_OeNQiWIuE9D39w9aPQ','abcdefghijklmnopqrstuvwxy6',2,'start','slack','T1','C1',1795438800000000,1795438800000000,0,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('hu-O4T3HhPUSuzwBk3GkYw','abcdefghijklmnopqrstuvwxy6',2,'end','discord','G1','C1',1795440600000006,1795440600000006,1,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('990m5UvFDWMI6ZV8anFiuw','abcdefghijklmnopqrstuvwxy6',2,'close','','','',1795440900000006,1795440900000006,3,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('tS32UWqmH5alQ626tUbD1w','abcdefghijklmnopqrstuvwxy6',2,'edit','slack','T1','C1',1795435200000000,1795435200000000,14,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('opYKd1OzyqxEZIcnEb6gew','abcdefghijklmnopqrstuvwxy7',1,'card','slack','T1','C1',1795420800000000,1795435260000000,2,'pending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('mVTVPDSrh3Yi1W0ZOGohsw','abcdefghijklmnopqrstuvwxy7',1,'card','discord','G1','C1',1795420800000000,1795435260000000,2,'pending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('SDJXMZ-R5JTwNR4P-Vxx4Q','abcdefghijklmnopqrstuvwxy7',1,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'void',1,0,1,NULL,'','','');
INSERT INTO announcement VALUES('RO9TZChzYmpgDN-07VLwCQ','abcdefghijklmnopqrstuvwxy7',1,'blocked','slack','T1','Usending',1795420800000000,1795420815000000,8,'sending',1,1,1,1795420800000000,'','','');
INSERT INTO announcement VALUES('RZmXB5rxS5JfIBQsuIBCNw','abcdefghijklmnopqrstuvwxy7',1,'blocked','slack','T1','Usent',1795420800000000,1795420815000000,8,'sent',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('14z43dzv6gd8v_evr_ikzw','abcdefghijklmnopqrstuvwxy7',1,'blocked','slack','T1','Uskipped',1795420800000000,1795420815000000,8,'skipped',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('4-2vfZr6aXnt2yFRjiwaRQ','abcdefghijklmnopqrstuvwxy7',1,'blocked','slack','T1','Uvoid',1795420800000000,1795420815000000,8,'void',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('VDB7nZohOsKGN0x4p0Zchw','abcdefghijklmnopqrstuvwxy7',1,'blocked','slack','T1','Udead',1795420800000000,1795420815000000,8,'dead',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('8qmr1jtpNX49if9CJCiC1w','abcdefghijklmnopqrstuvwxy7',1,'blocked','slack','T1','Uunsure',1795420800000000,1795420815000000,8,'unsure',1,1,1,1795420800000000,'','why it is so','');
INSERT INTO announcement VALUES('A1SjVyGLCLK64rH3mKpPNg','abcdefghijklmnopqrstuvwxy7',1,'reminder','slack','T1','C1',1795431000000000,1795431000000000,6,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('ZJhRQBC9rHvxZxOjMsgJNA','abcdefghijklmnopqrstuvwxy7',1,'start','slack','T1','C1',1795431600000000,1795431600000000,0,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('H8VN9tbuymoZh0DdyQOZUA','abcdefghijklmnopqrstuvwxy7',1,'end','discord','G1','C1',1795433400000007,1795433400000007,1,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('8NzYIGejVIX2EKEshOckGA','abcdefghijklmnopqrstuvwxy7',1,'close','','','',1795433700000007,1795433700000007,3,'void',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('jz5RHnJh0aeSE02_sYuGRw','abcdefghijklmnopqrstuvwxy7',2,'blocked','slack','T1','Uleased',1795420800000000,1795420815000000,8,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('rb-XzisYevyL3bHDZ3vEKw','abcdefghijklmnopqrstuvwxy7',2,'reminder','slack','T1','C1',1795431000000000,1795431000000000,6,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('lqKOLlh86DoYgynnqM3XOQ','abcdefghijklmnopqrstuvwxy7',2,'start','slack','T1','C1',1795431600000000,1795431600000000,0,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('EY4Actn7OqbBw6DOiQTfKQ','abcdefghijklmnopqrstuvwxy7',2,'end','discord','G1','C1',1795433400000007,1795433400000007,1,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('pxJO8oIG-xCKli0_Ed6sug','abcdefghijklmnopqrstuvwxy7',2,'close','','','',1795433700000007,1795433700000007,3,'pending',0,0,0,NULL,'','','');
INSERT INTO announcement VALUES('NHfV_CMwpBJLEPmQOWFRBA','abcdefghijklmnopqrstuvwxy7',2,'edit','slack','T1','C1',1795435200000000,1795435200000000,14,'pending',0,0,0,NULL,'','','');
CREATE TABLE ticket (
  hash       TEXT PRIMARY KEY,
  platform   TEXT NOT NULL,
  workspace  TEXT NOT NULL,
  user_id    TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE TABLE session (
  hash      TEXT PRIMARY KEY,
  platform  TEXT NOT NULL,
  workspace TEXT NOT NULL,
  user_id   TEXT NOT NULL,
  used_at   BIGINT NOT NULL
, vouched_at BIGINT);
CREATE TABLE request (
  id       TEXT PRIMARY KEY,
  made_at  BIGINT NOT NULL,
  until    BIGINT NOT NULL,
  answer   TEXT
);
CREATE TABLE lease (
  name   TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  until  BIGINT NOT NULL
);
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('bun_migrations',5);
CREATE INDEX identity_person ON identity (person_id);
CREATE INDEX meeting_organizer ON meeting (organizer, starts_at);
CREATE INDEX meeting_start ON meeting (starts_at);
CREATE INDEX host_person ON host (person_id);
CREATE INDEX posting_number ON posting (platform, workspace, number);
CREATE INDEX posting_channel ON posting (platform, workspace, channel);
CREATE INDEX announcement_due ON announcement (next_at, priority) WHERE state IN ('pending', 'leased', 'sending');
CREATE INDEX announcement_meeting ON announcement (meeting_id, state);
CREATE INDEX announcement_due_in_order ON announcement (next_at, priority, id)
  WHERE state IN ('pending', 'leased', 'sending');
COMMIT;
