import { useTranslation } from 'react-i18next';

import Layout from '../components/Layout';
import StormBanner from '../components/StormBanner';

const KINDS = ['arrived', 'left', 'moved', 'fuelled'];

function Entry({ entry }) {
  const { t } = useTranslation('logbook');
  return (
    <li>
      <b>{entry.time}</b> {t(`kinds.${entry.kind}`, { vessel: entry.vessel })}
    </li>
  );
}

export default function Logbook({ entries = [], storm = false }) {
  const { t } = useTranslation('logbook');
  return (
    <Layout current="berths">
      {storm && <StormBanner force={9} until="22:00" />}
      <h1>{t('heading')}</h1>
      <p className="lead">{t('lead')}</p>
      <select>
        <option>{t('filter.all')}</option>
        {KINDS.map((kind) => (
          <option key={kind}>{kind}</option>
        ))}
      </select>
      <ul className="list">
        {entries.map((entry) => (
          <Entry key={entry.time} entry={entry} />
        ))}
      </ul>
      <button className="primary">{t('write')}</button>
      <button>{t('common:actions.print')}</button>
    </Layout>
  );
}
