// How a unit of the unit table (Model/Units) is written after a number. A unit that is not here is written as its name.
export const symbols: Record<string, string> = {
  percent: '%', ratio: '', permille: '‰', 'percent-lel': '%LEL', count: '', index: '', bitmask: '', rgb: '', celsius: '°C', fahrenheit: '°F',
  kelvin: 'K', mired: 'mired', second: 's', millisecond: 'ms', minute: 'min', hour: 'h', day: 'd', month: 'mo', year: 'a', watt: 'W',
  milliwatt: 'mW', kilowatt: 'kW', 'volt-ampere': 'VA', 'kilovolt-ampere': 'kVA', var: 'var', 'kilowatt-hour': 'kWh', 'watt-hour': 'Wh',
  'var-hour': 'varh', 'kilovar-hour': 'kvarh', volt: 'V', millivolt: 'mV', ampere: 'A', milliampere: 'mA', hertz: 'Hz', meter: 'm', centimeter: 'cm',
  millimeter: 'mm', micrometer: 'µm', 'square-meter': 'm²', liter: 'L', milliliter: 'mL', 'cubic-meter': 'm³', gallon: 'gal',
  'liter-per-minute': 'L/min', 'liter-per-hour': 'L/h', 'cubic-meter-per-hour': 'm³/h', 'gallon-per-minute': 'gal/min', kilogram: 'kg', gram: 'g',
  'meter-per-second': 'm/s', 'millimeter-per-second': 'mm/s', 'revolution-per-minute': 'rpm', 'millimeter-per-hour': 'mm/h', hectopascal: 'hPa',
  pascal: 'Pa', kilopascal: 'kPa', bar: 'bar', psi: 'psi', mmhg: 'mmHg', 'hectopascal-per-hour': 'hPa/h', degree: '°', lux: 'lx',
  'microgram-per-cubic-meter': 'µg/m³', 'milligram-per-cubic-meter': 'mg/m³', 'milligram-per-liter': 'mg/L', ppm: 'ppm', ppb: 'ppb',
  'particle-per-cubic-centimeter': '#/cm³', decibel: 'dB', 'decibel-a': 'dB(A)', 'decibel-milliwatt': 'dBm', 'decibel-per-meter': 'dB/m',
  'microsiemens-per-centimeter': 'µS/cm', ph: 'pH', 'becquerel-per-cubic-meter': 'Bq/m³', 'microroentgen-per-hour': 'µR/h', 'beat-per-minute': 'bpm',
  'breath-per-minute': 'breaths/min', kilobyte: 'kB', megabyte: 'MB', 'megabit-per-second': 'Mbit/s',
  none: '',
};
