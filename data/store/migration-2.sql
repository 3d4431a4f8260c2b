-- From the first release's file: what plans and items say besides, what they were taken from, and what is not settled.
ALTER TABLE plan ADD COLUMN entity TEXT;
ALTER TABLE plan ADD COLUMN scenario_of TEXT;
ALTER TABLE plan_item ADD COLUMN form TEXT;
ALTER TABLE plan_item ADD COLUMN joint_issue TEXT;
ALTER TABLE plan_item ADD COLUMN strategy TEXT;
ALTER TABLE plan_item ADD COLUMN tactic TEXT;
ALTER TABLE plan_item ADD COLUMN programme TEXT;
ALTER TABLE plan_item ADD COLUMN proposed_to TEXT;
ALTER TABLE plan_item ADD COLUMN lead TEXT;
ALTER TABLE plan_item ADD COLUMN reason TEXT;
ALTER TABLE plan_item ADD COLUMN copy_of TEXT;
ALTER TABLE plan_item ADD COLUMN content_hash TEXT;
ALTER TABLE plan_item ADD COLUMN dropped_why TEXT;
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
