import type { OperatorErrorTexts, OperatorNoticeTexts } from '../texts/operator.js';

export type OperatorErrorName = keyof OperatorErrorTexts;
export type OperatorNoticeName = keyof OperatorNoticeTexts;

/** What stands in a form, by the names of its fields. */
export type Typed = Readonly<Record<string, string>>;

/** The parts of the page of an instance with forms that can be refused. */
export type OperatorSection = 'settings' | 'status';

export interface OperatorProblem {
  readonly error: OperatorErrorName;
  /** By the names of the fields. */
  readonly fields: Readonly<Record<string, OperatorErrorName>>;
}

export interface InstanceRowView {
  readonly title: string;
  readonly name: string;
  readonly issuer: string;
  readonly status: 'active' | 'suspended' | 'deleting';
  /** The one from which the others are run. */
  readonly isDefault: boolean;
  readonly href: string;
}

export interface OperatorView {
  readonly instances: readonly InstanceRowView[];
  readonly action: string;
  readonly typed: Typed;
  readonly notice?: OperatorNoticeName;
  readonly problem?: OperatorProblem;
}

export interface OperatorInstanceView {
  readonly instance: InstanceRowView;
  readonly listHref: string;
  readonly settings: Typed;
  readonly locales: readonly { readonly locale: string; readonly name: string }[];
  readonly algorithms: readonly string[];
  readonly actions: {
    readonly settings: string;
    readonly suspend: string;
    readonly activate: string;
    readonly remove: string;
  };
  readonly notice?: OperatorNoticeName;
  readonly problem?: OperatorProblem & { readonly section: OperatorSection };
}

export interface OperatorPageViews {
  readonly operator: OperatorView;
  readonly 'operator-instance': OperatorInstanceView;
}
