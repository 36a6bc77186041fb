import { Injectable } from '@nestjs/common';
import { SecondFactorOverview } from '../../login/index.js';
import { dateOf } from '../moments.js';
import type { AccountSection, SectionView, SectionVisit } from '../security/account-section.js';
import { secondFactorPaths } from './second-factor-paths.js';

@Injectable()
export class SecondFactorSection implements AccountSection {
  readonly id = 'two-factor';

  constructor(private readonly overview: SecondFactorOverview) {}

  async render({ person, user, texts, moments, accountPath }: SectionVisit): Promise<SectionView> {
    const state = await this.overview.of(person);
    const { email, hasPassword } = user;
    return {
      title: texts.secondFactor.section.title,
      template: 'second-factor-section',
      content: {
        ...{ email, hasPassword, actions: secondFactorPaths(accountPath) },
        ...(state.isOn ? { ...state, since: dateOf(state.since, moments) } : state),
      },
      notices: { ...texts.secondFactor.notices },
    };
  }
}
