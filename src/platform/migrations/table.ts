import {
  type QueryRunner,
  Table,
  type TableColumnOptions,
  type TableForeignKeyOptions,
  type TableIndexOptions,
} from 'typeorm';

// Migrations that have run say what they say: functions are added here, never changed.

type Column = TableColumnOptions;

interface Reference {
  readonly column: string;
  readonly to: string;
  readonly cascade: boolean;
}

interface Contents {
  readonly columns: Column[];
  readonly references?: readonly Reference[];
  readonly indices: TableIndexOptions[];
}

export const varchar = (name: string, length: number): Column => ({ name, type: 'varchar', length: String(length) });
/** A UUID. */
export const id = (name: string): Column => varchar(name, 36);
export const text = (name: string): Column => ({ name, type: 'text' });
export const boolean = (name: string): Column => ({ name, type: 'boolean' });
export const integer = (name: string): Column => ({ name, type: 'integer' });
/** Text on both engines: SQL never looks inside. */
export const json = text;
/** Milliseconds of the epoch, or a count. */
export const bigint = (name: string): Column => ({ name, type: 'bigint' });
export const optional = (column: Column): Column => ({ ...column, isNullable: true });
export const primary = (table: string, column: Column): Column => ({
  ...column,
  isPrimary: true,
  primaryKeyConstraintName: `pk_${table}`,
});

export const index = (name: string, columnNames: string[]): TableIndexOptions => ({ name, columnNames });
export const unique = (name: string, columnNames: string[], where?: string): TableIndexOptions => ({
  name,
  columnNames,
  isUnique: true,
  where,
});

export const toInstance: Reference = { column: 'instance_id', to: 'instances', cascade: false };
export const toUser: Reference = { column: 'user_id', to: 'users', cascade: true };
export const toOrganization: Reference = { column: 'organization_id', to: 'organizations', cascade: true };
export const toApp: Reference = { column: 'app_id', to: 'apps', cascade: true };
export const toClient: Reference = { column: 'client_id', to: 'clients', cascade: true };
export const toSession: Reference = { column: 'session_id', to: 'sessions', cascade: true };
export const toResourceServer: Reference = { column: 'resource_server_id', to: 'resource_servers', cascade: true };

/** Columns for a table that stands: each is optional or has a text as its default, for the rows that are there already. */
export interface Addition {
  readonly table: string;
  readonly columns: readonly Column[];
}

/** In place, on both engines: TypeORM would copy the whole table on SQLite. */
export async function addColumns(runner: QueryRunner, { table, columns }: Addition): Promise<void> {
  for (const column of columns) await runner.query(`ALTER TABLE "${table}" ADD COLUMN ${definition(column)}`);
}

export async function dropColumns(runner: QueryRunner, { table, columns }: Addition): Promise<void> {
  for (const { name } of columns.toReversed()) await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${name}"`);
}

export function table(name: string, { columns, references = [], indices }: Contents): Table {
  return new Table({ name, columns, foreignKeys: references.map((reference) => foreignKey(name, reference)), indices });
}

function foreignKey(table: string, { column, to, cascade }: Reference): TableForeignKeyOptions {
  return {
    name: `fk_${table}_${column}`,
    columnNames: [column],
    referencedTableName: to,
    referencedColumnNames: ['id'],
    onDelete: cascade ? 'CASCADE' : 'NO ACTION',
  };
}

function definition({ name, type, length, isNullable, default: standard }: Column): string {
  const sized = length === undefined ? type : `${type}(${length})`;
  return `"${name}" ${sized}${isNullable ? '' : ` NOT NULL DEFAULT '${standard}'`}`;
}
