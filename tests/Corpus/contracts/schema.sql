CREATE TABLE "Bookmarks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Bookmarks" PRIMARY KEY,
    "RunId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "CorrelationId" TEXT NULL,
    "CreatedAt" INTEGER NOT NULL
);

CREATE INDEX IX_Bookmarks_Address ON Bookmarks (Key COLLATE NOCASE, CorrelationId) WHERE Kind = 'http'
;

CREATE INDEX "IX_Bookmarks_Kind_Key_CorrelationId" ON "Bookmarks" ("Kind", "Key", "CorrelationId");

CREATE INDEX IX_Bookmarks_Route ON Bookmarks (Key) WHERE Kind = 'http' AND instr(Key, '{') > 0
;

CREATE INDEX "IX_Bookmarks_RunId" ON "Bookmarks" ("RunId");

CREATE TABLE "Definitions" (
    "VersionId" TEXT NOT NULL CONSTRAINT "PK_Definitions" PRIMARY KEY,
    "DefinitionId" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "State" INTEGER NOT NULL,
    "Json" TEXT NOT NULL,
    "ContentHash" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "EditedBy" TEXT NULL
);

CREATE UNIQUE INDEX "IX_Definitions_DefinitionId_Number" ON "Definitions" ("DefinitionId", "Number");

CREATE TABLE "Deliveries" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_Deliveries" PRIMARY KEY AUTOINCREMENT,
    "Id" TEXT NULL,
    "Kind" INTEGER NOT NULL,
    "Target" TEXT NOT NULL,
    "RunId" TEXT NULL,
    "CorrelationId" TEXT NULL,
    "SenderRunId" TEXT NULL,
    "SenderBookmarkId" TEXT NULL,
    "Payload" TEXT NULL,
    "KeepUntil" INTEGER NULL,
    "CreatedAt" INTEGER NOT NULL,
    "Depth" INTEGER NOT NULL
, "ParkedUntil" INTEGER NULL);

CREATE UNIQUE INDEX "IX_Deliveries_Id" ON "Deliveries" ("Id");

CREATE INDEX "IX_Deliveries_ParkedUntil" ON "Deliveries" ("ParkedUntil");

CREATE INDEX "IX_Deliveries_Target_CorrelationId" ON "Deliveries" ("Target", "CorrelationId") WHERE ParkedUntil IS NOT NULL;

CREATE TABLE "FactChanges" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_FactChanges" PRIMARY KEY AUTOINCREMENT,
    "Type" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "RunId" TEXT NULL,
    "Depth" INTEGER NOT NULL
);

CREATE TABLE "Facts" (
    "Type" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "Json" TEXT NOT NULL,
    "Change" INTEGER NOT NULL,
    CONSTRAINT "PK_Facts" PRIMARY KEY ("Type", "Key")
);

CREATE TABLE "History" (
    "RunId" TEXT NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "At" INTEGER NOT NULL,
    "Actor" TEXT NOT NULL,
    "Events" BLOB NOT NULL,
    "Hash" BLOB NOT NULL,
    CONSTRAINT "PK_History" PRIMARY KEY ("RunId", "Sequence")
);

CREATE TABLE "Idempotency" (
    "Scope" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "RequestHash" TEXT NOT NULL,
    "Answer" TEXT NULL,
    "At" INTEGER NOT NULL,
    CONSTRAINT "PK_Idempotency" PRIMARY KEY ("Scope", "Key")
);

CREATE INDEX "IX_Idempotency_At" ON "Idempotency" ("At");

CREATE TABLE "Outbox" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Outbox" PRIMARY KEY,
    "RunId" TEXT NOT NULL,
    "BookmarkId" TEXT NULL,
    "Kind" TEXT NOT NULL,
    "IdempotencyKey" TEXT NOT NULL,
    "Payload" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "NextAttemptAt" INTEGER NOT NULL,
    "Dead" INTEGER NOT NULL,
    "LastError" TEXT NULL
);

CREATE INDEX "IX_Outbox_Dead_NextAttemptAt" ON "Outbox" ("Dead", "NextAttemptAt");

CREATE INDEX "IX_Outbox_RunId" ON "Outbox" ("RunId");

CREATE TABLE "Reviews" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_Reviews" PRIMARY KEY AUTOINCREMENT,
    "Kind" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "ContentHash" TEXT NOT NULL,
    "Step" INTEGER NOT NULL,
    "At" INTEGER NOT NULL,
    "Actor" TEXT NOT NULL,
    "Remark" TEXT NULL
);

CREATE INDEX "IX_Reviews_Kind_Name" ON "Reviews" ("Kind", "Name");

CREATE TABLE "RuleSets" (
    "Name" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "State" INTEGER NOT NULL,
    "Text" TEXT NOT NULL,
    "ContentHash" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "EditedBy" TEXT NULL,
    CONSTRAINT "PK_RuleSets" PRIMARY KEY ("Name", "Number")
);

CREATE TABLE "Runs" (
    "RunId" TEXT NOT NULL CONSTRAINT "PK_Runs" PRIMARY KEY,
    "DefinitionId" TEXT NOT NULL,
    "DefinitionVersionId" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "Status" INTEGER NOT NULL,
    "CorrelationId" TEXT NULL,
    "BusinessKey" TEXT NULL,
    "Name" TEXT NULL,
    "ParentRunId" TEXT NULL,
    "OpenIncidents" INTEGER NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "UpdatedAt" INTEGER NOT NULL,
    "Hash" BLOB NOT NULL,
    "State" BLOB NOT NULL
);

CREATE INDEX "IX_Runs_CorrelationId" ON "Runs" ("CorrelationId") WHERE CorrelationId IS NOT NULL;

CREATE UNIQUE INDEX "IX_Runs_DefinitionId_BusinessKey" ON "Runs" ("DefinitionId", "BusinessKey") WHERE BusinessKey IS NOT NULL AND Status NOT IN (2, 4);

CREATE INDEX "IX_Runs_DefinitionId_UpdatedAt_Status_CreatedAt" ON "Runs" ("DefinitionId", "UpdatedAt", "Status", "CreatedAt");

CREATE INDEX "IX_Runs_Incidents" ON "Runs" ("UpdatedAt", "RunId") WHERE OpenIncidents > 0;

CREATE INDEX "IX_Runs_ParentRunId" ON "Runs" ("ParentRunId") WHERE ParentRunId IS NOT NULL;

CREATE INDEX "IX_Runs_Status_UpdatedAt_DefinitionId" ON "Runs" ("Status", "UpdatedAt", "DefinitionId");

CREATE INDEX "IX_Runs_UpdatedAt_RunId" ON "Runs" ("UpdatedAt", "RunId");

CREATE TABLE "Settings" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_Settings" PRIMARY KEY,
    "Json" TEXT NOT NULL
);

CREATE TABLE "Substitutions" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_Substitutions" PRIMARY KEY AUTOINCREMENT,
    "Person" TEXT NOT NULL,
    "Substitute" TEXT NOT NULL,
    "FirstDay" TEXT NOT NULL,
    "LastDay" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "NamedBy" TEXT NOT NULL,
    "NamedAt" INTEGER NOT NULL,
    "EndedBy" TEXT NULL,
    "EndedAt" INTEGER NULL
);

CREATE INDEX "IX_Substitutions_Person_LastDay" ON "Substitutions" ("Person", "LastDay");

CREATE INDEX "IX_Substitutions_Substitute_LastDay" ON "Substitutions" ("Substitute", "LastDay");

CREATE TABLE "TaskComments" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_TaskComments" PRIMARY KEY AUTOINCREMENT,
    "TaskId" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Actor" TEXT NOT NULL,
    "Text" TEXT NOT NULL
);

CREATE INDEX "IX_TaskComments_TaskId" ON "TaskComments" ("TaskId");

CREATE TABLE "Tasks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Tasks" PRIMARY KEY,
    "RunId" TEXT NOT NULL,
    "DefinitionId" TEXT NOT NULL,
    "State" INTEGER NOT NULL,
    "Assignee" TEXT NULL,
    "DueAt" INTEGER NULL,
    "CreatedAt" INTEGER NOT NULL,
    "Json" TEXT NOT NULL
, "ClosedAt" INTEGER NULL);

CREATE INDEX "IX_Tasks_Assignee" ON "Tasks" ("Assignee") WHERE Assignee IS NOT NULL;

CREATE INDEX "IX_Tasks_Assignee_State_ClosedAt" ON "Tasks" ("Assignee", "State", "ClosedAt") WHERE ClosedAt IS NOT NULL;

CREATE INDEX "IX_Tasks_ClosedAt_State" ON "Tasks" ("ClosedAt", "State") WHERE ClosedAt IS NOT NULL;

CREATE INDEX "IX_Tasks_RunId" ON "Tasks" ("RunId");

CREATE INDEX "IX_Tasks_State_DueAt" ON "Tasks" ("State", "DueAt");

CREATE TABLE "Timers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Timers" PRIMARY KEY,
    "RunId" TEXT NOT NULL,
    "BookmarkId" TEXT NOT NULL,
    "DueAt" INTEGER NOT NULL
);

CREATE INDEX "IX_Timers_BookmarkId" ON "Timers" ("BookmarkId");

CREATE INDEX "IX_Timers_DueAt" ON "Timers" ("DueAt");

CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
