-- A Phaenthi workspace is a GeoPackage 1.3. What QGIS should see is listed in gpkg_contents; what is only ours is
-- prefixed phaenthi_ and stays hidden there. GeoPackage's own tables are in geopackage.sql. Geometry is EPSG:4326 everywhere.

-- id of the workspace, schema version, how it was closed.
CREATE TABLE phaenthi_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Imported content. A dataset is a thing people name (a boundary level, a survey, an area table, a reference layer); each
-- import of it is a version in tables of its own, and one version is current. A version without `current` tables in
-- gpkg_contents is staging or superseded.
CREATE TABLE phaenthi_dataset (
  id TEXT PRIMARY KEY,                 -- areas:tambon · households:2567 · table:population-2564 · layer:<slug>
  kind TEXT NOT NULL CHECK (kind IN ('areas', 'households', 'people', 'table', 'layer')),
  title TEXT NOT NULL,
  current_version INTEGER              -- null while the first version is being staged
) WITHOUT ROWID;
CREATE TABLE phaenthi_version (
  id INTEGER PRIMARY KEY,
  dataset_id TEXT NOT NULL REFERENCES phaenthi_dataset(id),
  table_name TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('staging', 'ready')),
  content_hash TEXT,                   -- sha256 of the source's bytes: the same file on forty laptops is the same version
  row_count INTEGER NOT NULL DEFAULT 0,
  refused_count INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,            -- ISO 8601 UTC
  provenance TEXT NOT NULL DEFAULT '{}',  -- Provenance in data/contract
  meta TEXT NOT NULL DEFAULT '{}'      -- kind-specific (level, survey year, columns …)
);
CREATE INDEX phaenthi_version_by_dataset ON phaenthi_version (dataset_id, id);
CREATE TABLE phaenthi_refusal (
  version_id INTEGER NOT NULL REFERENCES phaenthi_version(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL, row INTEGER NOT NULL, column TEXT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (version_id, ordinal)
) WITHOUT ROWID;
-- Typed arrays of a household survey (the column cache), sorted by area and then along a Hilbert curve.
CREATE TABLE phaenthi_column (
  version_id INTEGER NOT NULL REFERENCES phaenthi_version(id) ON DELETE CASCADE,
  name TEXT NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, meta TEXT NOT NULL DEFAULT '{}',
  data BLOB NOT NULL,
  PRIMARY KEY (version_id, name)
);
-- Far-zoom overlay tiles built at import.
CREATE TABLE phaenthi_tile (
  version_id INTEGER NOT NULL REFERENCES phaenthi_version(id) ON DELETE CASCADE,
  z INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (version_id, z, x, y)
) WITHOUT ROWID;

-- Basemaps stand beside the workspace (copied) or elsewhere (linked); the file only lists them.
CREATE TABLE phaenthi_basemap (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, path TEXT NOT NULL, linked INTEGER NOT NULL, format TEXT NOT NULL,
  meta TEXT NOT NULL DEFAULT '{}', position INTEGER NOT NULL
) WITHOUT ROWID;

-- Authored and arranged content: Automerge changes by hash, and what was projected from them.
CREATE TABLE phaenthi_document (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('workbook', 'plan', 'meeting')), created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE phaenthi_change (
  hash TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES phaenthi_document(id), ordinal INTEGER NOT NULL,
  actor TEXT NOT NULL, at TEXT NOT NULL, label TEXT NOT NULL, command TEXT NOT NULL, data BLOB NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX phaenthi_change_by_document ON phaenthi_change (document_id, ordinal);
CREATE TABLE phaenthi_projection (
  table_name TEXT NOT NULL, document_id TEXT NOT NULL, content_hash TEXT NOT NULL, PRIMARY KEY (table_name, document_id)
) WITHOUT ROWID;

-- Authored and arranged content as QGIS sees it.
CREATE TABLE plan (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, plan_id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, level TEXT, area_code TEXT,
  first_fiscal_year INTEGER, last_fiscal_year INTEGER, state TEXT NOT NULL, entity TEXT, scenario_of TEXT
);
CREATE TABLE plan_item (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom GEOMETRY, item_id TEXT NOT NULL UNIQUE, plan_id TEXT NOT NULL,
  title TEXT NOT NULL, category TEXT, status TEXT, owner TEXT, objective TEXT, target TEXT, area_code TEXT,
  budget_baht INTEGER NOT NULL DEFAULT 0, placed BOOLEAN NOT NULL DEFAULT 0, dropped BOOLEAN NOT NULL DEFAULT 0,
  ordinal INTEGER NOT NULL DEFAULT 0, form TEXT, joint_issue TEXT, strategy TEXT, tactic TEXT, programme TEXT, proposed_to TEXT,
  lead TEXT, reason TEXT, copy_of TEXT, content_hash TEXT, dropped_why TEXT
);
CREATE INDEX plan_item_by_plan ON plan_item (plan_id, ordinal);
CREATE TABLE plan_item_budget (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, item_id TEXT NOT NULL, plan_id TEXT NOT NULL, fiscal_year INTEGER NOT NULL,
  source TEXT NOT NULL DEFAULT '', amount_baht INTEGER NOT NULL, UNIQUE (item_id, fiscal_year, source)
);
CREATE INDEX plan_item_budget_by_plan ON plan_item_budget (plan_id);
CREATE TABLE plan_item_need (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, item_id TEXT NOT NULL, plan_id TEXT NOT NULL, indicator TEXT NOT NULL,
  baseline REAL, survey TEXT, UNIQUE (item_id, indicator)
);
CREATE INDEX plan_item_need_by_plan ON plan_item_need (plan_id);
CREATE TABLE plan_item_goal (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, item_id TEXT NOT NULL, plan_id TEXT NOT NULL, indicator TEXT NOT NULL,
  fiscal_year INTEGER NOT NULL, goal REAL NOT NULL, UNIQUE (item_id, indicator, fiscal_year)
);
CREATE INDEX plan_item_goal_by_plan ON plan_item_goal (plan_id);
CREATE TABLE plan_item_organisation (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, item_id TEXT NOT NULL, plan_id TEXT NOT NULL, organisation TEXT NOT NULL,
  role TEXT NOT NULL, UNIQUE (item_id, organisation, role)
);
CREATE INDEX plan_item_organisation_by_plan ON plan_item_organisation (plan_id);
-- Which item of a plan below an item was taken from; where its content_hash is not seen_hash any more, it was changed since.
CREATE TABLE plan_item_source (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, item_id TEXT NOT NULL, plan_id TEXT NOT NULL, source_plan_id TEXT NOT NULL,
  source_item_id TEXT NOT NULL, seen_hash TEXT, UNIQUE (item_id, source_plan_id, source_item_id)
);
CREATE INDEX plan_item_source_by_plan ON plan_item_source (plan_id);
CREATE INDEX plan_item_source_by_source ON plan_item_source (source_item_id, source_plan_id);
CREATE TABLE plan_ceiling (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, plan_id TEXT NOT NULL, fiscal_year INTEGER NOT NULL,
  source TEXT NOT NULL DEFAULT '', amount_baht INTEGER NOT NULL, UNIQUE (plan_id, fiscal_year, source)
);
-- What a plan says to items of plans below that it sent back or did not take.
CREATE TABLE plan_answer (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, plan_id TEXT NOT NULL, source_plan_id TEXT NOT NULL,
  source_item_id TEXT NOT NULL, verdict TEXT NOT NULL, why TEXT NOT NULL, UNIQUE (plan_id, source_plan_id, source_item_id)
);
-- What several laptops wrote into one cell and nobody has settled; follows from the documents' changes.
CREATE TABLE plan_question (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, plan_id TEXT NOT NULL, item_id TEXT NOT NULL, field TEXT NOT NULL,
  question TEXT NOT NULL, for_meeting BOOLEAN NOT NULL DEFAULT 0, UNIQUE (plan_id, item_id, field)
);
CREATE INDEX plan_question_by_item ON plan_question (item_id);
CREATE TABLE local_authority (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, authority_code TEXT NOT NULL UNIQUE, name_th TEXT NOT NULL, kind TEXT NOT NULL
);
CREATE TABLE local_authority_tambon (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, authority_code TEXT NOT NULL, tambon_code TEXT NOT NULL,
  coverage TEXT NOT NULL, UNIQUE (authority_code, tambon_code)
);
